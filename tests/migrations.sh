#!/usr/bin/env bash
# Fails when the model has changed without a migration, on either database. Make one for both with:
#   tests/migrations.sh add NAME
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet tool restore >/dev/null
dotnet build tests/HandoffBot.Migrations -v q -nologo >/dev/null
for database in Sqlite Postgres; do
  project=(--project src/HandoffBot.Engine --startup-project tests/HandoffBot.Migrations --context "${database}Context")
  if [ "${1:-}" = add ]; then
    dotnet ef migrations add "$2" "${project[@]}" --no-build --output-dir "Storage/$database/Migrations"
  else
    echo "$database:"
    dotnet ef migrations has-pending-model-changes "${project[@]}" --no-build
  fi
done
