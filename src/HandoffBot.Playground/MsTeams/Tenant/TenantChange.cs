namespace HandoffBot.Playground.MsTeams.Tenant;

/// <summary>What changed in the tenant, for the page and the state file.</summary>
internal abstract record TenantChange
{
    private TenantChange()
    {
    }

    public sealed record Posted(Conversation Conversation, Post Post) : TenantChange;

    public sealed record Edited(Conversation Conversation, Post Post) : TenantChange;

    public sealed record Removed(Conversation Conversation, Post Post) : TenantChange;

    /// <summary>One person alone sees a message otherwise now.</summary>
    public sealed record Looks(string Person, Conversation Conversation, Post Post) : TenantChange;

    /// <summary>Somebody has read up to a message.</summary>
    public sealed record Read(string Person) : TenantChange;

    /// <summary>People, teams, installations, or everything at once.</summary>
    public sealed record Shape : TenantChange;
}
