using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Chat.Screens;

/// <summary>Exceptions on the last screen, and where the sender corrects: what stands open, and the way to leave something else open.</summary>
internal static class ReviewedExceptions
{
    /// <summary>The first ones each with what can be done about it; then those that an answer has made void.</summary>
    public static IEnumerable<FormPart> Parts(HandoffView view)
    {
        var handoff = view.Handoff;
        var open = handoff.OpenExceptions;
        foreach (var one in open.Take(Excepted.MostOnForm))
        {
            yield return ScreenParts.Says(Phrase.Of(new Inline.Strong("Exception:"), " ").Then([.. Excepted.Line(view, one, 150).Parts]));
            var named = Excepted.Labelled(handoff, one.Field, 30);
            yield return ScreenParts.Answers(
                new CardButton($"Change {named}", Presses.Of(Act.AskException, handoff, one.Field)),
                new CardButton($"Take back {named}", Presses.Of(Act.TakeBackException, handoff, one.Field)));
        }

        if (open.Length > Excepted.MostOnForm)
            yield return ScreenParts.Notes($"And {Counted.Of(open.Length - Excepted.MostOnForm, "more exception")}. Each stands on its step, where an answer makes it void.");

        string[] answered = [.. handoff.Exceptions.Where(one => IsNewlyVoid(handoff, one)).Select(one => Excepted.Labelled(handoff, one.Field))];
        if (answered.Length > 0)
            yield return ScreenParts.Notes($"{Counted.And(Counted.Few(answered))} {(answered.Length == 1 ? "has an answer now, so its exception is void" : "have answers now, so their exceptions are void")}.");
    }

    /// <summary>The way to leave a field open; null for one that must be answered in any case.</summary>
    public static CardButton? Offer(Handoff handoff, string field) => HandoffRules.MayStayOpen(handoff.Playbook.Checklist, field)
        ? new("Ask for an exception", Presses.Of(Act.AskException, handoff, field))
        : null;

    public static bool WasRefused(Handoff handoff, string field) =>
        handoff.Exceptions.Any(one => one.Field == field && one.Ended?.How == ExceptionOutcome.Refused);

    /// <summary>Since it was sent last: what was void then is known.</summary>
    private static bool IsNewlyVoid(Handoff handoff, ExceptionRecord one) =>
        one is { IsFilledIn: false, Ended: { How: ExceptionOutcome.Answered } ended } && !(ended.At <= handoff.SubmittedAt);
}
