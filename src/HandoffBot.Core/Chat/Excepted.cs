using System.Collections.Immutable;
using System.Globalization;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Chat;

/// <summary>Exceptions in words, the same on every card and screen.</summary>
public static class Excepted
{
    /// <summary>More than these are only named on a brief.</summary>
    public const int MostOnBrief = 5;

    /// <summary>A form draws no more of them than these, and says how many follow.</summary>
    public const int MostOnForm = 10;

    private const int LengthOnBrief = 150;

    /// <summary>Every exception by name, the first ones with their reasons; and once it was accepted the way to fill them in.</summary>
    public static IEnumerable<CardPart> OnBrief(HandoffView view)
    {
        if (Shown(view.Handoff) is not { IsEmpty: false } shown)
            yield break;

        yield return new CardPart.Text(Phrase.Of(new Inline.Strong("Exceptions:")));
        foreach (var one in shown.Take(MostOnBrief))
            yield return new CardPart.Text(Line(view, one, LengthOnBrief));

        if (shown.Length > MostOnBrief)
        {
            var names = shown.Skip(MostOnBrief).Select(one => $"{Labelled(view.Handoff, one.Field, 60)} until {Promised.On(one.Until)}");
            yield return new CardPart.Note($"And {Counted.And(Counted.Few([.. names]))}: Details shows everything in full.");
        }

        if (FillingIn(view.Handoff) is { IsEmpty: false } buttons)
            yield return new CardPart.Buttons(buttons);
    }

    /// <summary>Everything about each, for Details.</summary>
    public static IEnumerable<CardPart> InFull(HandoffView view)
    {
        var all = view.Handoff.Exceptions;
        if (all.IsEmpty)
            yield break;

        yield return new CardPart.Header("Exceptions");
        foreach (var one in all)
        {
            yield return new CardPart.LongText($"{Labelled(view.Handoff, one.Field, 150)}, open until {Promised.On(one.Until)}, asked for by {Spoken.Name(view, one.By)}", one.Reason);
            if (Stands(view, one) is { } stands)
                yield return new CardPart.Note(stands);
        }
    }

    /// <summary>“Contract value”, open until 3 Nov 2026, asked for by Sam, approved by Kim: “Legal has not signed”; or by whom and when it was filled in.</summary>
    public static Phrase Line(HandoffView view, ExceptionRecord one, int length)
    {
        if (one is { IsFilledIn: true, Ended: { } ended })
            return Phrase.Of($"{Labelled(view.Handoff, one.Field)} was filled in by {Spoken.Name(view, ended.By)}, ", Spoken.At(view, ended.At));

        var approved = one.Approved is { } nod ? $", approved by {Spoken.Name(view, nod.By)}" : "";
        return $"{Term(view.Handoff, one)}, asked for by {Spoken.Name(view, one.By)}{approved}: “{Shortened.To(one.Reason.ReplaceLineEndings(" "), length)}”";
    }

    /// <summary>“Contract value”, open until 3 Nov 2026.</summary>
    public static string Term(Handoff handoff, ExceptionRecord one) => $"{Labelled(handoff, one.Field)}, open until {Promised.On(one.Until)}";

    /// <summary>The label of a field, quoted.</summary>
    public static string Labelled(Handoff handoff, string field, int length = 98) =>
        $"“{Shortened.To((handoff.Playbook.Checklist.Find(field)?.Label ?? field).ReplaceLineEndings(" "), length)}”";

    /// <summary>For each that is to be filled in, soonest due first; the others follow as these are.</summary>
    public static ImmutableArray<CardButton> FillingIn(Handoff handoff) =>
        [.. handoff.ToFillIn.Take(MostOnBrief).Select(one => FillIn(handoff, one, $"Fill in {Labelled(handoff, one.Field, 40)}") with { Style = ButtonStyle.Plain })];

    public static CardButton FillIn(Handoff handoff, ExceptionRecord one, string label) =>
        new(label, Presses.Of(Act.FillIn, handoff, one.Number.ToString(CultureInfo.InvariantCulture)), ButtonStyle.Primary);

    /// <summary>" It leaves open “Contract value” until 3 Nov 2026."; nothing where there is nothing to fill in.</summary>
    public static string ToFillIn(Handoff handoff) => handoff.ToFillIn is { IsEmpty: false } open
        ? $" Still to be filled in: {Counted.And(Counted.Few([.. open.Select(one => $"{Labelled(handoff, one.Field, 60)} by {Promised.On(one.Until)}")]))}."
        : "";

    /// <summary>What somebody did to an exception, as the history tells it.</summary>
    public static string Words(Handoff handoff, HandoffEvent happened) => happened switch
    {
        HandoffEvent.ExceptionAsked { Exception: var one } =>
            $"asked to leave {Labelled(handoff, one.Field)} open until {Promised.On(one.Until)}: “{Shortened.To(one.Reason.ReplaceLineEndings(" "), 300)}”",
        HandoffEvent.ExceptionTakenBack one => $"took the exception for {Labelled(handoff, one.Field)} back",
        HandoffEvent.ExceptionVoided one => $"made the exception for {Labelled(handoff, one.Field)} void by answering it",
        HandoffEvent.FilledIn one => $"filled in {Counted.And([.. handoff.Playbook.Checklist.Fields.Where(field => one.Changes.ContainsKey(field.Id)).Select(field => Labelled(handoff, field.Id))])}, which was left open",
        HandoffEvent.Accepted { Approves: { IsEmpty: false } approved } =>
            $"; approved leaving open {Counted.And([.. approved.Select(one => $"{Labelled(handoff, one.Field)} until {Promised.On(one.Until)}")])}",
        _ => "",
    };

    /// <summary>What is left open, then what was filled in.</summary>
    private static ImmutableArray<ExceptionRecord> Shown(Handoff handoff) => handoff.Exceptions.IsEmpty
        ? []
        : [.. handoff.OpenExceptions.OrderBy(one => one.Until), .. handoff.Exceptions.Where(one => one.IsFilledIn)];

    private static Phrase? Stands(HandoffView view, ExceptionRecord one) => one switch
    {
        { IsFilledIn: true, Ended: { } ended } => Phrase.Of($"Filled in by {Spoken.Name(view, ended.By)}, ", Spoken.At(view, ended.At), "."),
        { Ended: { How: ExceptionOutcome.Refused } ended } => Phrase.Of($"Not approved by {Spoken.Name(view, ended.By)}, ", Spoken.At(view, ended.At), "."),
        { Ended: { How: ExceptionOutcome.TakenBack } ended } => Phrase.Of($"Taken back by {Spoken.Name(view, ended.By)}, ", Spoken.At(view, ended.At), "."),
        { Ended: { } ended } => Phrase.Of($"Void, since {Spoken.Name(view, ended.By)} has answered it, ", Spoken.At(view, ended.At), "."),
        { Approved: { } nod } => Phrase.Of($"Approved by {Spoken.Name(view, nod.By)}, ", Spoken.At(view, nod.At), "."),
        _ => null,
    };
}
