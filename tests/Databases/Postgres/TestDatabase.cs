using HandoffBot.Engine;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Postgres;
using Npgsql;

namespace HandoffBot.Tests;

/// <summary>A database of a test's own on the server that <c>HANDOFFBOT_POSTGRES</c> names, gone with the test.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> Template = new(TemplateAsync);
    private static readonly Lazy<Task<string>> Copied = new(CopiedAsync);
    private static readonly Lazy<NpgsqlDataSource> Server = new(() => NpgsqlDataSource.Create(To("postgres")));
    private readonly string _name;

    private TestDatabase(string name) => _name = name;

    public static DatabaseProvider Provider { get; } = DatabaseProvider.Postgres;

    public string ConnectionString => To(_name);

    /// <summary>With the present schema, copied from one that was migrated.</summary>
    public static async Task<TestDatabase> NewAsync()
    {
        var name = $"handoffbot_{Guid.NewGuid():N}";
        await SayAsync($"CREATE DATABASE {name} TEMPLATE {await Template.Value}{await Copied.Value}");
        return new TestDatabase(name);
    }

    /// <summary>Without even a schema.</summary>
    public static async Task<TestDatabase> EmptyAsync(string encoding = "UTF8")
    {
        var name = $"handoffbot_{Guid.NewGuid():N}";
        await SayAsync($"CREATE DATABASE {name} ENCODING '{encoding}' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
        return new TestDatabase(name);
    }

    /// <param name="heldFor">Of no account here: no two commands share a transaction.</param>
    public IStore Store(TimeSpan? heldFor = null) => new PostgresStore(ConnectionString);

    /// <summary>Every connection is cut, as by a restart of the server.</summary>
    public Task CutOffAsync() => SayAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{_name}'");

    /// <summary>Every connection is cut, and none can be had.</summary>
    public async Task GoAwayAsync()
    {
        await SayAsync($"ALTER DATABASE {_name} ALLOW_CONNECTIONS false");
        await CutOffAsync();
    }

    public Task ComeBackAsync() => SayAsync($"ALTER DATABASE {_name} ALLOW_CONNECTIONS true");

    public async ValueTask DisposeAsync() => await SayAsync($"DROP DATABASE {_name} WITH (FORCE)");

    /// <summary>Says something to the server itself.</summary>
    public static async Task SayAsync(string sql)
    {
        await using var command = Server.Value.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>File by file, which for a small database takes half as long as by the log; servers before 15 know no other way.</summary>
    private static async Task<string> CopiedAsync()
    {
        await using var command = Server.Value.CreateCommand("SELECT current_setting('server_version_num')::int");
        return (int)(await command.ExecuteScalarAsync())! >= 150000 ? " STRATEGY file_copy" : "";
    }

    private static async Task<string> TemplateAsync()
    {
        var template = await EmptyAsync();
        await using (var store = new PostgresStore(template.ConnectionString))
            await store.MigrateAsync(CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Drop(template._name);
        return template._name;
    }

    private static void Drop(string name)
    {
        using var command = Server.Value.CreateCommand($"DROP DATABASE {name} WITH (FORCE)");
        command.ExecuteNonQuery();
    }

    private static string To(string database) => new NpgsqlConnectionStringBuilder(PostgresFactAttribute.Server) { Database = database }.ConnectionString;
}
