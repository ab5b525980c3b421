namespace HandoffBot.Tests;

/// <summary>A test that needs a PostgreSQL server: runs when <c>HANDOFFBOT_POSTGRES</c> says how to reach one on which databases may be made.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : Xunit.FactAttribute
{
    internal const string Why = "Needs a PostgreSQL server: set HANDOFFBOT_POSTGRES to a connection string of a user who may create databases.";

    public PostgresFactAttribute()
    {
        if (string.IsNullOrEmpty(Server))
            Skip = Why;
    }

    public static string? Server => Environment.GetEnvironmentVariable("HANDOFFBOT_POSTGRES");
}

/// <inheritdoc cref="PostgresFactAttribute" />
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresTheoryAttribute : Xunit.TheoryAttribute
{
    public PostgresTheoryAttribute()
    {
        if (string.IsNullOrEmpty(PostgresFactAttribute.Server))
            Skip = PostgresFactAttribute.Why;
    }
}
