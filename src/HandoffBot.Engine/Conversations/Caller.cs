using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Engine.Conversations;

/// <summary>Who speaks, with what the database says of them at this moment, and through which message.</summary>
/// <param name="Receipt">Null where one message carries out several commands and another of them keeps the receipt.</param>
internal sealed record Caller(Actor Actor, AccountRef By, string? Receipt)
{
    /// <summary>Where it was said; null for what is pressed or sent.</summary>
    public ChannelRef? Where { get; init; }
}
