using System.Text.RegularExpressions;
using HandoffBot.Core.Chat;

namespace HandoffBot.Core.Tests.Chat;

/// <summary>Both edges draw what every row of a handoff's life leaves behind, so that none changes unseen.</summary>
public sealed partial class LifeSampleFacts
{
    /// <summary>Of these nobody tells the sender: they did it themselves, or their own card says it.</summary>
    private static readonly Turn[] ToReceiversAlone = [Turn.Resubmitted, Turn.Released, Turn.Reassigned];

    private static readonly Turn[] ToSenderAlone = [Turn.Owed];

    /// <summary>The brief and the sender's card after each row; a correction changes what they hold and not how they are drawn.</summary>
    [Theory]
    [InlineData("submit", "brief-submitted", "sender-submitted")]
    [InlineData("discard", "brief-discarded", "sender-discarded")]
    [InlineData("ask", "brief-clarifying", "sender-clarifying")]
    [InlineData("answer", "brief-answered", "sender-answered")]
    [InlineData("withdraw", "brief-withdrawn", "sender-withdrawn")]
    [InlineData("accept", "brief-accepted", "sender-accepted")]
    [InlineData("reject", "brief-rejected", "sender-rejected")]
    [InlineData("re-route", "brief-re-routed", "sender-re-routed", "brief-moved")]
    [InlineData("resubmit", "brief-resubmitted", "sender-resubmitted")]
    [InlineData("kick off", "brief-completed", "sender-completed")]
    [InlineData("send back", "brief-sent-back", "sender-sent-back")]
    [InlineData("reopen", "brief-reopened", "sender-reopened")]
    [InlineData("change the sender", "brief-submitted", "sender-passed")]
    [InlineData("claim", "brief-claimed")]
    [InlineData("be late", "brief-overdue")]
    [InlineData("fill in", "brief-filled-in", "sender-fill-in")]
    public void Every_row_has_its_cards(string act, params string[] cards) =>
        Assert.All(cards, card => Assert.True(Samples.Cards.ContainsKey(card), $"What is left behind by “{act}” is drawn nowhere: {card}"));

    [Fact]
    public void Every_turn_is_drawn_for_each_side_that_is_told_of_it() => Assert.All(Enum.GetValues<Turn>(), turn =>
    {
        var name = $"turn-{Capital().Replace(turn.ToString(), "-$0").TrimStart('-').ToLowerInvariant()}";
        string[] expected = ToReceiversAlone.Contains(turn) || ToSenderAlone.Contains(turn) ? [name]
            : Samples.Cards.ContainsKey($"{name}-receivers") ? [name, $"{name}-receivers"]
            : [name, $"{name}-sender"];
        Assert.All(expected, one => Assert.Contains(one, Samples.Cards.Keys));
    });

    [GeneratedRegex("[A-Z]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Capital();
}
