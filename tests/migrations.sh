#!/usr/bin/env bash
# Fails when the model has changed without a migration. Make one with:
#   tests/migrations.sh add NAME
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet tool restore >/dev/null
project=(--project src/HandoffBot.Engine --startup-project tests/HandoffBot.Migrations --context SqliteContext)
dotnet build tests/HandoffBot.Migrations -v q -nologo >/dev/null
if [ "${1:-}" = add ]; then
  dotnet ef migrations add "$2" "${project[@]}" --no-build --output-dir Storage/Sqlite/Migrations
else
  dotnet ef migrations has-pending-model-changes "${project[@]}" --no-build
fi
