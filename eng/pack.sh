#!/usr/bin/env bash
# pack.sh [VERSION]: makes the NuGet packages in artifacts/packages: the dotnet tool ContractCheck and ContractCheck.MSBuild. Both bring the command
# line, the worker, SQLAlchemy and sqlglot, and need nothing but .NET, git and a Python.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

OUT=$ARTIFACTS/packages
PUBLISHED=$ARTIFACTS/pack/cli
options=(--configuration Release --nologo --verbosity quiet --disable-build-servers -nodeReuse:false)
[[ $# == 0 ]] || options+=("-p:Version=$1")

[[ -d $ARTIFACTS/python/sqlalchemy-2.0 ]] || die "there is no SQLAlchemy to pack: run eng/setup.sh first"
say "Packing"
rm -rf "$OUT" "$PUBLISHED"
# Bytecode is the machine's own.
python=$ARTIFACTS/pack/python
rm -rf "$python"
mkdir -p "$python"
for library in "$ARTIFACTS"/python/sqlalchemy-* "$ARTIFACTS"/python/sqlglot; do
    [[ ! -d $library ]] || cp -rL "$library" "$python/"
done
find "$python" \( -name __pycache__ -o -name '.*-setup' -o -name '*.so' \) -prune -exec rm -rf {} +
managed=("-p:ContractCheckManaged=true" "-p:ContractCheckPython=$python" "-p:UseAppHost=false")
dotnet pack "$ROOT/src/ContractCheck.Cli/ContractCheck.Cli.csproj" "${options[@]}" "${managed[@]}" --output "$OUT" </dev/null
dotnet publish "$ROOT/src/ContractCheck.Cli/ContractCheck.Cli.csproj" "${options[@]}" "${managed[@]}" --output "$PUBLISHED" </dev/null
dotnet pack "$ROOT/src/ContractCheck.MSBuild/ContractCheck.MSBuild.csproj" "${options[@]}" "-p:ContractCheckCli=$PUBLISHED" --output "$OUT" </dev/null
for package in "$OUT"/*.nupkg; do note "$(basename "$package") ($(($(stat -c %s "$package") / 1000)) kB)"; done
