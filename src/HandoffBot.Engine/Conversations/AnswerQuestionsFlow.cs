using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Engine.Conversations;

/// <summary>Answering what the receiving team asked: words, changed answers, or both; what is left empty stays open.</summary>
internal sealed class AnswerQuestionsFlow(Deeds deeds, Sight sight, FieldContexts contexts)
{
    public async Task<Response> OpenAsync(Caller caller, Press press, CancellationToken cancellationToken)
    {
        var (view, refused) = await MayAnswerAsync(caller, press.Handoff ?? 0, press.Round, cancellationToken);
        return view is null ? refused! : new Response.Screen(new AnswerQuestionsScreen { View = view }.Draw());
    }

    /// <summary>An answer that others depend on has changed, or a name was looked for: nothing is saved, the fields follow.</summary>
    public async Task<Response> RedrawAsync(Caller caller, FormToken token, ImmutableDictionary<string, Input> inputs, CancellationToken cancellationToken)
    {
        var (view, refused) = await MayAnswerAsync(caller, token.Handoff ?? 0, token.Round, cancellationToken);
        if (view is null)
            return refused!;

        return new Response.Screen((await ReadAsync(view, token, inputs, cancellationToken)).Redrawn(view));
    }

    public async Task<Response> AnswerAsync(Caller caller, FormToken token, ImmutableDictionary<string, Input> inputs, CancellationToken cancellationToken)
    {
        var number = token.Handoff ?? 0;
        if (await deeds.ViewAsync(number) is not { } view)
            return Sight.NoSuch(number);

        // Whoever may not, or sends it a second time, is answered by the rules.
        var may = await MayAsync(caller, view, token.Round, cancellationToken);
        var sheet = await ReadAsync(view, token, inputs, cancellationToken);
        if (may && sheet.Errors.Count > 0)
            return new Response.Errors(sheet.Errors, sheet.Redrawn(view, sheet.Errors));

        if (may && sheet.AsksForMore(view.Handoff))
            return new Response.Screen(sheet.Redrawn(view));

        var command = new HandoffCommand.AnswerQuestions(token.Round, token.Revision, sheet.Replies, sheet.Changes);
        return await deeds.DoAsync(caller, number, command, cancellationToken) switch
        {
            Deed.Done done => Kept((await done.ViewAsync()).Handoff),
            Deed.Refused { View: { Handoff.OpenQuestions.IsEmpty: false } now, Refusal: var refusal } when Again(sheet, now, refusal) is { } again => again,
            var deed => deed.Sentence(number),
        };
    }

    private static Response Kept(Handoff handoff) => handoff.Status == HandoffStatus.Clarifying
        ? new Response.Says(NoticeCards.WithButtons(
            handoff.OpenQuestions.Length == 1
                ? $"Kept, and seen by all. 1 question about {handoff.Reference} is still open."
                : $"Kept, and seen by all. {handoff.OpenQuestions.Length} questions about {handoff.Reference} are still open.",
            new CardButton("Answer", Presses.Of(Act.Answer, handoff), ButtonStyle.Primary)))
        : new Response.Nothing();

    /// <summary>The form stays, with what was typed, wherever something can still be done about it.</summary>
    private static Response? Again(QuestionSheet sheet, HandoffView now, Refusal refusal)
    {
        switch (refusal)
        {
            case Refusal.RepliesTooLong tooLong:
                return Beside(tooLong.Lengths.ToImmutableDictionary(
                    one => AnswerQuestionsScreen.ReplyId(one.Question), one => Refusal.RepliesTooLong.Beside(one.Length).Says.Plainly()));

            case Refusal.NotReady notReady:
                var errors = notReady.Findings.Where(one => sheet.Drawn.Contains(one.Field)).GroupBy(one => one.Field)
                    .ToImmutableDictionary(one => one.Key, one => one.First().Says);
                return errors.IsEmpty ? new Response.Screen(sheet.Redrawn(now, says: refusal.Says)) : Beside(errors);

            case Refusal.NothingAnswered:
                return Beside(ImmutableDictionary<string, string>.Empty.Add(
                    AnswerQuestionsScreen.ReplyId(now.Handoff.OpenQuestions[0].Number), refusal.Says.Plainly()));

            case Refusal.ChangedMeanwhile or Refusal.AlreadyReplied { Question: not null } or Refusal.NoSuchQuestion or Refusal.NotInQuestion:
                return new Response.Screen(sheet.Redrawn(now, says: refusal.Says, fresh: now.Handoff.FieldsChangedSince(sheet.Token.Revision)));

            default:
                return null;
        }

        Response.Errors Beside(ImmutableDictionary<string, string> errors) => new(errors, sheet.Redrawn(now, errors));
    }

    private async Task<QuestionSheet> ReadAsync(
        HandoffView view, FormToken token, ImmutableDictionary<string, Input> inputs, CancellationToken cancellationToken) =>
        QuestionSheet.Read(token, view.Handoff, inputs, await contexts.ForAsync(inputs, view.Handoff.Answers, cancellationToken));

    /// <summary>The handoff when the person may answer; else the rules' own sentence, since they refuse what is not offered.</summary>
    private async Task<(HandoffView? View, Response? Refused)> MayAnswerAsync(Caller caller, int number, int round, CancellationToken cancellationToken)
    {
        if (await deeds.ViewAsync(number) is not { } view)
            return (null, Sight.NoSuch(number));

        if (await MayAsync(caller, view, round, cancellationToken))
            return (view, null);

        var nothing = new HandoffCommand.AnswerQuestions(
            round, view.Handoff.Revision, ImmutableDictionary<int, string>.Empty, ImmutableDictionary<string, Answer?>.Empty);
        return (null, await deeds.RefusalAsync(caller, number, nothing));
    }

    private async Task<bool> MayAsync(Caller caller, HandoffView view, int round, CancellationToken cancellationToken) =>
        round == view.Handoff.Round && (await sight.ActsAsync(caller.Actor, view, cancellationToken)).Contains(Act.Answer);
}
