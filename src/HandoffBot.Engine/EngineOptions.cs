using HandoffBot.Core.Playbooks;

namespace HandoffBot.Engine;

/// <summary>What the host gives the engine.</summary>
public sealed record EngineOptions
{
    /// <summary>For example <c>Data Source=data/handoffbot.db</c>.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>Read from a folder without mistakes.</summary>
    public required Configuration Configuration { get; init; }

    /// <summary>The files that it was read from: their texts are kept for the handoffs that are started with them.</summary>
    public required IReadOnlyList<ConfigurationFile> Files { get; init; }
}
