using HandoffBot.Core.Chat;
using NodaTime;

namespace HandoffBot.Engine.Storage.Rows;

/// <summary>Which message asks a team whether which promise can be kept, so that it can be redrawn with what became of it.</summary>
internal sealed class PromiseCardRow
{
    public Platform Platform { get; set; }

    public required string Workspace { get; set; }

    public required string Channel { get; set; }

    public required string Message { get; set; }

    public Guid Commitment { get; set; }

    /// <summary>The channel that it was meant for, as a lane.</summary>
    public required string Lane { get; set; }

    public Instant PostedAt { get; set; }

    public CardRef Ref => new(Platform, Workspace, Channel, Message);
}
