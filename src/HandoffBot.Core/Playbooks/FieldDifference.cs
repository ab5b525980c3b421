using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Playbooks;

/// <summary>What makes a checklist different from another, in sentences.</summary>
internal static class FieldDifference
{
    public static IEnumerable<string> InWords(Checklist before, Checklist after)
    {
        foreach (var step in after.Steps.Select(one => one.Name).Except(before.Steps.Select(one => one.Name)))
            yield return $"New step: {PlaybookDifference.Quoted(step)}.";
        foreach (var step in before.Steps.Select(one => one.Name).Except(after.Steps.Select(one => one.Name)))
            yield return $"No longer a step: {PlaybookDifference.Quoted(step)}.";

        foreach (var field in after.Fields)
        {
            if (before.Find(field.Id) is not { } was)
                yield return $"New, {(field.Required ? "and needed" : "if there is something to say")}: {PlaybookDifference.Quoted(field.Label)} ({PlaybookWords.Of(field.Kind)}{When(field, after)}).";
            else if (Changed(was, field, before, after).ToList() is { Count: > 0 } changed)
                yield return $"{PlaybookDifference.Quoted(was.Label)}: {string.Join("; ", changed)}.";
        }

        foreach (var gone in before.Fields.Where(one => after.Find(one.Id) is null))
            yield return $"No longer asked: {PlaybookDifference.Quoted(gone.Label)}.";

        if (!Common(before, after).SequenceEqual(Common(after, before)) || !StepsOf(before, after).SequenceEqual(StepsOf(after, before)))
            yield return "What is asked stands in another order.";
    }

    private static IEnumerable<string> Changed(Field was, Field now, Checklist before, Checklist after)
    {
        if (was.Label != now.Label)
            yield return $"it reads {PlaybookDifference.Quoted(now.Label)} now";
        if (was.Required != now.Required)
            yield return now.Required ? "it is needed now" : "it may be left open now";
        if (PlaybookWords.Of(was.Kind) is var kind && PlaybookWords.Of(now.Kind) is var other && kind != other)
            yield return $"its answer is {other}, not {kind}";
        if (was.Hint != now.Hint)
            yield return now.Hint is { } hint ? $"its hint is {PlaybookDifference.Quoted(hint)} now" : "it has no hint any more";
        if (When(was, before) is var when && When(now, after) is var then && when != then)
            yield return then.Length == 0 ? "it is always asked now" : $"it is asked{then} now";
        if (StepOf(was, before) is var step && StepOf(now, after) is var place && step != place)
            yield return $"it stands in the step {PlaybookDifference.Quoted(place)} now";
    }

    private static string When(Field field, Checklist checklist) => field.When is { } when ? $", if {when.InWords(checklist)}" : "";

    private static string StepOf(Field field, Checklist checklist) => checklist.Steps.First(step => step.Fields.Contains(field)).Name;

    private static IEnumerable<string> Common(Checklist one, Checklist other) => one.Fields.Select(field => field.Id).Where(id => other.Find(id) is not null);

    private static IEnumerable<string> StepsOf(Checklist one, Checklist other) =>
        one.Steps.Select(step => step.Name).Where(name => other.Steps.Any(step => step.Name == name));
}
