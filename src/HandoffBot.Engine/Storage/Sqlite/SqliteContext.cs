using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace HandoffBot.Engine.Storage.Sqlite;

/// <summary>The database on SQLite: the class that its migrations belong to.</summary>
internal sealed class SqliteContext(DbContextOptions<SqliteContext> options) : EngineContext(options);

/// <summary>Lets <c>dotnet ef</c> make the model without starting anything.</summary>
internal sealed class SqliteContextAtDesignTime : IDesignTimeDbContextFactory<SqliteContext>
{
    public SqliteContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteContext>().UseSqlite("Data Source=:memory:").Options);
}
