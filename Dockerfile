# Two stages: what builds stays behind; what runs has no pip, no compiler, no sandbox and no tests.

FROM python:3.12-slim AS build
WORKDIR /src
RUN python -m venv --without-pip /opt/bijeen
COPY requirements/run.txt requirements/run.txt
RUN pip --python /opt/bijeen/bin/python install --no-cache-dir --require-hashes -r requirements/run.txt
COPY pyproject.toml hatch_build.py README.md LICENSE ./
COPY bot bot
COPY handlers handlers
COPY scheduling scheduling
COPY usecases usecases
COPY storage storage
COPY domain domain
COPY screening screening
COPY locales locales
RUN pip --python /opt/bijeen/bin/python install --no-cache-dir --no-deps --no-build-isolation . \
 && pip --python /opt/bijeen/bin/python uninstall --yes hatchling packaging pathspec pluggy tomlkit trove-classifiers

FROM python:3.12-slim AS run
RUN python -m pip uninstall --yes pip \
 && rm -rf /usr/local/lib/python3.12/ensurepip \
 && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin bijeen \
 && install -d -o bijeen -m 0700 /var/lib/bijeen /var/lib/bijeen/data /var/lib/bijeen/keys
COPY --from=build /opt/bijeen /opt/bijeen
ENV PATH=/opt/bijeen/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    BIJEEN_LISTEN=0.0.0.0:8081
WORKDIR /var/lib/bijeen
USER bijeen
# The keys lie apart from the data: a copy of one without the other tells nobody who is a member.
VOLUME ["/var/lib/bijeen/data", "/var/lib/bijeen/keys"]
EXPOSE 8081
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8081/health', timeout=4)"]
ENTRYPOINT ["bijeen"]
CMD ["run"]
