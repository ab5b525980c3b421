namespace HandoffBot.Playground.Workspace;

/// <summary>What changed in the workspace, for the page, the state file and the events that the bot gets.</summary>
internal abstract record WorkspaceChange
{
    public sealed record Posted(Conversation Channel, Message Message) : WorkspaceChange;

    public sealed record Edited(Conversation Channel, Message Message) : WorkspaceChange;

    public sealed record Removed(Conversation Channel, Message Message) : WorkspaceChange;

    public sealed record Whispered(Ephemeral Ephemeral) : WorkspaceChange;

    /// <summary>Somebody has read up to a message.</summary>
    public sealed record Read(string Person) : WorkspaceChange;

    /// <summary>People, memberships, or everything at once.</summary>
    public sealed record Shape : WorkspaceChange;
}
