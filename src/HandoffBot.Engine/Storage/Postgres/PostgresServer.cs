using System.Net.Sockets;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace HandoffBot.Engine.Storage.Postgres;

/// <summary>Where the database is, and what is wrong with it in a sentence that says how to mend it.</summary>
internal sealed class PostgresServer
{
    /// <summary>A schema change may take its time; another host's is waited for as long.</summary>
    public static readonly TimeSpan MigratedWithin = TimeSpan.FromMinutes(5);

    private readonly NpgsqlConnectionStringBuilder _to;

    public PostgresServer(string connectionString)
    {
        _to = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "HandoffBot" };
        Otherwise("Timeout", () => _to.Timeout = 5);
        // Somebody waits for each command: rather an answer that it failed than none.
        Otherwise("Command Timeout", () => _to.CommandTimeout = 15);
        // A server has a hundred connections as it comes, for all hosts together.
        Otherwise("Maximum Pool Size", () => _to.MaxPoolSize = 30);
        // What is asked often is asked with a plan. Behind a pooler that hands a connection on within a session this is to be 0.
        Otherwise("Max Auto Prepare", () => _to.MaxAutoPrepare = 200);

        void Otherwise(string key, Action set)
        {
            if (!_to.ContainsKey(key))
                set();
        }
    }

    public string ConnectionString => _to.ConnectionString;

    /// <summary>The same for the scheduler, whose connections come on top.</summary>
    public static string ForSchedule(string connectionString) =>
        new NpgsqlConnectionStringBuilder(new PostgresServer(connectionString).ConnectionString) { ApplicationName = "HandoffBot schedule", MaxPoolSize = 5 }.ConnectionString;

    /// <summary>Without a password, for sentences.</summary>
    public override string ToString() => $"the PostgreSQL database {_to.Database ?? _to.Username} at {_to.Host}:{_to.Port}";

    /// <summary>What the server itself said, if it said anything.</summary>
    public static PostgresException? Said(Exception error) => error as PostgresException ?? (error.InnerException is { } inner ? Said(inner) : null);

    /// <summary>The connection is gone, or was never there: what was not committed is undone.</summary>
    public static bool IsCutOff(Exception error) => error switch
    {
        PostgresException said => said.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow,
        NpgsqlException { InnerException: SocketException or IOException } => true,
        { InnerException: { } inner } => IsCutOff(inner),
        _ => false,
    };

    /// <summary>What is wrong with the server, rather than where it was noticed; null for what is no fault of the server's.</summary>
    public string? WhyUnusable(Exception wrong) =>
        wrong is NpgsqlException or RetryLimitExceededException or TimeoutException or SocketException || Said(wrong) is not null ? Sentence(wrong) : null;

    private string Sentence(Exception wrong) => Said(wrong) switch
    {
        { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
            $"{Capital()} does not let the user {_to.Username} in. Look at Username and Password in Database:ConnectionString, and at the server's pg_hba.conf.",
        { SqlState: PostgresErrorCodes.InvalidCatalogName } =>
            $"There is no database {_to.Database} at {_to.Host}:{_to.Port}. Create it (createdb --encoding=UTF8 {_to.Database}), or name another one in Database:ConnectionString.",
        { SqlState: PostgresErrorCodes.InsufficientPrivilege } refused =>
            $"{Capital()} does not let the user {_to.Username} do what is needed: {refused.MessageText}. Make that user the owner of the database.",
        { SqlState: PostgresErrorCodes.TooManyConnections } =>
            $"{Capital()} has no connection left. Give the server more (max_connections), or each host fewer (Maximum Pool Size in Database:ConnectionString).",
        { } other => $"{Capital()} cannot be used: {other.MessageText}. Look at the server, or name another one in Database:ConnectionString.",
        null => $"{Capital()} does not answer: {wrong.GetBaseException().Message.TrimEnd('.')}. Check that the server runs and can be reached from here, "
            + "or name another one in Database:ConnectionString.",
    };

    private string Capital() => $"T{ToString()[1..]}";
}
