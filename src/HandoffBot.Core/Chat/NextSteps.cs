using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Chat;

/// <summary>What is to be done next, in words.</summary>
internal static class NextSteps
{
    private const int MostOnBrief = 5;

    public static IEnumerable<CardPart> OnBrief(HandoffView view)
    {
        var actions = view.Handoff.NextActions;
        if (actions.IsEmpty)
            yield break;

        yield return new CardPart.Text(Phrase.Of(new Inline.Strong("Next actions:")));
        foreach (var one in actions.Take(MostOnBrief))
            yield return new CardPart.Text(Line(view, one, 150));

        if (actions.Length > MostOnBrief)
            yield return new CardPart.Note($"{Counted.Of(actions.Length - MostOnBrief, "more next action")}: Details shows everything in full.");
    }

    public static IEnumerable<CardPart> InFull(HandoffView view)
    {
        if (view.Handoff.NextActions.IsEmpty)
            yield break;

        yield return new CardPart.Header("Next actions");
        foreach (var one in view.Handoff.NextActions)
            yield return new CardPart.Text(Line(view, one, NextAction.LongestWhat));
    }

    /// <summary>“Book the kickoff”, Kim, by 3 Nov 2026, done by Kim.</summary>
    public static string Line(HandoffView view, NextAction action, int length)
    {
        var who = action.Who is { } person ? Spoken.Name(view, person) : $"{Spoken.The(view)}'s owner";
        var done = action.Done is { } by ? $", done by {Spoken.Name(view, by.By)}" : "";
        return $"“{Shortened.To(action.What.ReplaceLineEndings(" "), length)}”, {who}, by {Promised.On(action.Due)}{done}";
    }
}
