using System.Collections.Immutable;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Handoffs;

/// <summary>What somebody teaches who gives a handoff back: countable reasons, the answers that they are about, and free text.</summary>
internal sealed record Lesson(ImmutableArray<string> Reasons, ImmutableArray<string> Fields, string? Note)
{
    public static Lesson Of(ImmutableArray<string> reasons, ImmutableArray<string> fields, string? note) =>
        new([.. reasons.Distinct()], [.. fields.Distinct()], string.IsNullOrWhiteSpace(note) ? null : note.Trim());
}

/// <summary>A reject teaches, and so does sending back.</summary>
public static partial class HandoffRules
{
    /// <param name="isLate">It was accepted before.</param>
    private static Refusal? WhyNot(Scene scene, Lesson lesson, bool isLate)
    {
        var handoff = scene.Handoff;
        if (lesson.Reasons.IsEmpty || lesson.Fields.IsEmpty)
            return new Refusal.TeachesNothing(handoff.Reference, lesson.Reasons.IsEmpty, lesson.Fields.IsEmpty) { IsLate = isLate };

        if (lesson.Reasons.FirstOrDefault(id => handoff.RejectReasons.All(reason => reason.Id != id)) is { } reason)
            return new Refusal.UnknownReason(reason, [.. handoff.RejectReasons.Select(one => one.Label)]);

        if (lesson.Reasons.Contains(RejectReason.ExceptionRefused.Id) && !handoff.OpenExceptions.Any(one => lesson.Fields.Contains(one.Field)))
            return new Refusal.RefusesNothing(handoff.Reference, [.. handoff.OpenExceptions.Select(one => scene.Checklist.Find(one.Field)!.Label)]);

        if (lesson.Fields.FirstOrDefault(id => !IsAsked(scene, id)) is { } field)
            return new Refusal.NotAsked(handoff.Reference, scene.Checklist.Find(field)?.Label ?? field);

        return lesson.Note?.Length > LongestNote ? new Refusal.TooLong("The note", lesson.Note.Length, LongestNote) : null;
    }

    private static bool IsAsked(Scene scene, string field) =>
        scene.Checklist.Find(field) is { } found && (found.When?.Holds(scene.Handoff.Answers.Asked(scene.Checklist)) ?? true);
}
