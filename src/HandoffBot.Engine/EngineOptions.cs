using HandoffBot.Core.Playbooks;

namespace HandoffBot.Engine;

/// <summary>The databases that the bot can keep everything in.</summary>
public enum DatabaseProvider
{
    /// <summary>A file, for one host.</summary>
    Sqlite,

    /// <summary>A server, for any number of hosts.</summary>
    Postgres,
}

/// <summary>What the host gives the engine.</summary>
public sealed record EngineOptions
{
    public required DatabaseProvider Provider { get; init; }

    /// <summary>For example <c>Data Source=data/handoffbot.db</c>, or <c>Host=localhost;Database=handoffbot</c>.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>Read from a folder without mistakes.</summary>
    public required Configuration Configuration { get; init; }

    /// <summary>The value of an environment variable: where the secrets of webhooks are.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>False for the playground, whose moved clock must page nobody outside.</summary>
    public bool CallsWebhooks { get; init; } = true;

    /// <summary>The files that it was read from: their texts are kept for the handoffs that are started with them.</summary>
    public required IReadOnlyList<ConfigurationFile> Files { get; init; }
}
