# The image of the GitHub Action, and of every pipeline that runs containers.
# docker build --tag contractcheck .

FROM docker.io/library/debian:trixie-slim AS libraries
# SQLAlchemy 2.0 and sqlglot are Debian 13's; SQLAlchemy 1.4 is Debian 12's. All are plain Python, and unpacked rather than installed: the worker
# has them on its path one at a time.
RUN set -e; \
    for file in /etc/apt/sources.list /etc/apt/sources.list.d/debian.sources; do \
        [ ! -s "$file" ] || sed 's/trixie/bookworm/g' "$file" >"/etc/apt/sources.list.d/bookworm.${file##*.}"; \
    done; \
    apt-get update; \
    apt-get install --yes --no-install-recommends python3
WORKDIR /packages
RUN set -e; \
    apt-get download python3-sqlalchemy/trixie python3-typing-extensions/trixie python3-sqlglot/trixie; \
    for package in *.deb; do dpkg-deb --extract "$package" 2.0; done; rm ./*.deb; \
    apt-get download python3-sqlalchemy/bookworm; \
    dpkg-deb --extract python3-sqlalchemy_1.4*.deb 1.4; \
    for series in 2.0 1.4; do \
        from=$series/usr/lib/python3/dist-packages; to=/libraries/sqlalchemy-$series; mkdir -p "$to"; \
        mv "$from"/sqlalchemy "$from"/SQLAlchemy-*-info "$to"; \
        [ ! -f "$from/typing_extensions.py" ] || mv "$from/typing_extensions.py" "$to"; \
    done; \
    mkdir /libraries/sqlglot; mv 2.0/usr/lib/python3/dist-packages/sqlglot* /libraries/sqlglot; \
    python3 -m compileall -q --invalidation-mode unchecked-hash /libraries

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS program
# The program is native code, which a C compiler links.
RUN apt-get update && apt-get install --yes --no-install-recommends gcc libc6-dev python3
COPY . /source
RUN dotnet publish /source/src/ContractCheck.Cli/ContractCheck.Cli.csproj --configuration Release --use-current-runtime --output /program \
    && dotnet publish /source/action/ContractCheck.Action/ContractCheck.Action.csproj --configuration Release --use-current-runtime --output /program \
    && python3 -m compileall -q --invalidation-mode unchecked-hash /program/worker

FROM docker.io/library/debian:trixie-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates git python3 \
    && apt-get clean \
    && rm -rf /var/lib/apt/lists/* /var/cache/apt /var/log/apt /var/log/dpkg.log
COPY --from=program /program /opt/contractcheck
COPY --from=libraries /libraries /opt/contractcheck/python
RUN ln -s /opt/contractcheck/contractcheck /usr/local/bin/contractcheck
# Without arguments it is the GitHub action; with arguments it is the command line.
ENTRYPOINT ["/opt/contractcheck/contractcheck-action"]
