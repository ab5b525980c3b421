using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Chat;

/// <summary>What the buttons of a handoff carry.</summary>
public static class Presses
{
    public static Press Of(Act act, Handoff handoff, string? text = null) =>
        new(act, handoff.Number, handoff.Round, handoff.Revision, Text: text);

    /// <summary>The same as typing these words.</summary>
    public static Press Say(string words) => new(Act.Say, Text: words);
}
