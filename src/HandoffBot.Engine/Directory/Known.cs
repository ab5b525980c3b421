using HandoffBot.Core.Handoffs;

namespace HandoffBot.Engine.Directory;

/// <summary>Who an account is.</summary>
internal abstract record Known
{
    private Known()
    {
    }

    public sealed record Joined(Actor Actor) : Known;

    /// <param name="Says">Why not and whom to ask, in one sentence.</param>
    public sealed record NotJoined(string Says) : Known;
}
