using HandoffBot.Core.Chat;
using NodaTime;

namespace HandoffBot.Engine.Storage.Rows;

/// <summary>A short message whose buttons end with what it asks for, and what it means to say, so that it can be redrawn with what became of that.</summary>
internal sealed class NoticeRow
{
    public Platform Platform { get; set; }

    public required string Workspace { get; set; }

    public required string Channel { get; set; }

    public required string Message { get; set; }

    /// <summary>What makes it one: what was decided once, however many messages came of it.</summary>
    public Guid Notice { get; set; }

    /// <summary>The handoff that it is about; null when it is about a promise alone.</summary>
    public int? Handoff { get; set; }

    /// <summary>The channel or person that it was meant for, as a lane.</summary>
    public required string Lane { get; set; }

    /// <summary>JSON of the intent.</summary>
    public required string Intent { get; set; }

    public Instant PostedAt { get; set; }

    public CardRef Ref => new(Platform, Workspace, Channel, Message);
}
