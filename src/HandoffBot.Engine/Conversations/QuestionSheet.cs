using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Engine.Conversations;

/// <summary>The form that answers questions as it came back: the words, what it changes, and what on it is malformed.</summary>
internal sealed record QuestionSheet
{
    public required FormToken Token { get; init; }

    public required ImmutableDictionary<string, Input> Inputs { get; init; }

    /// <summary>By the number of the question.</summary>
    public required ImmutableDictionary<int, string> Replies { get; init; }

    /// <summary>Every valid answer on it, and null for what was emptied.</summary>
    public required ImmutableDictionary<string, Answer?> Changes { get; init; }

    /// <summary>By field id.</summary>
    public required ImmutableDictionary<string, string> Errors { get; init; }

    /// <summary>The fields that the form had.</summary>
    public required ImmutableHashSet<string> Drawn { get; init; }

    public static QuestionSheet Read(FormToken token, Handoff handoff, ImmutableDictionary<string, Input> inputs, FieldContext context)
    {
        var drawn = AnswerQuestionsScreen.DrawnIn(token, handoff.Playbook);
        var read = FieldInputs.Read(drawn, inputs, context);
        return new()
        {
            Token = token,
            Inputs = inputs,
            Replies = AnswerQuestionsScreen.AskedIn(token).Distinct().ToImmutableDictionary(
                number => number, number => (inputs.GetValueOrDefault(AnswerQuestionsScreen.ReplyId(number)) as Input.Typed)?.Text ?? ""),
            Changes = read.Changes,
            Errors = read.Errors,
            Drawn = [.. drawn.Select(field => field.Id)],
        };
    }

    /// <summary>An answer on this sheet asks for a field that the sheet did not show yet.</summary>
    public bool AsksForMore(Handoff handoff) =>
        AnswerQuestionsScreen.Fields(handoff, handoff.Answers.With(Changes)).Any(field => !Drawn.Contains(field.Id));

    /// <summary>The same form again with what stands in it.</summary>
    /// <param name="fresh">Fields that show what is stored now instead, since that has changed.</param>
    public Form Redrawn(HandoffView view, ImmutableDictionary<string, string>? errors = null, Phrase? says = null, ImmutableHashSet<string>? fresh = null) =>
        new AnswerQuestionsScreen
        {
            View = view,
            Answers = view.Handoff.Answers.With(Changes.RemoveRange(fresh ?? [])),
            Inputs = Inputs,
            Drawn = Drawn.Except(fresh ?? []),
            Errors = errors ?? ImmutableDictionary<string, string>.Empty,
            Says = says,
            Revision = fresh is null ? Token.Revision : view.Handoff.Revision,
            Drawing = Token.Drawing + 1,
        }.Draw();
}
