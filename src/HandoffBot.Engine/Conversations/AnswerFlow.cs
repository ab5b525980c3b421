using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Engine.Conversations;

/// <summary>Accepting and rejecting: the form opens for who may answer, and what stands in the way is said beside the input.</summary>
internal sealed class AnswerFlow(Deeds deeds, Sight sight)
{
    public async Task<Response> OpenAcceptAsync(Caller caller, Press press, CancellationToken cancellationToken)
    {
        var (view, refused) = await MayOpenAsync(
            caller, press, Act.Accept, new HandoffCommand.Accept(press.Round, NoRevision, [], caller.Actor.Person, null), cancellationToken);
        return view is null ? refused! : new Response.Screen(AcceptScreen.Draw(view, Acceptor(caller, view)));
    }

    public async Task<Response> OpenRejectAsync(Caller caller, Press press, CancellationToken cancellationToken)
    {
        var (view, refused) = await MayOpenAsync(
            caller, press, Act.Reject, new HandoffCommand.Reject(press.Round, press.Revision, [], [], null), cancellationToken);
        return view is null ? refused! : new Response.Screen(RejectScreen.Draw(view));
    }

    /// <summary>
    /// The same form with what stands in it. It keeps the revision that it was opened with: what changed since is said when it is sent.
    /// </summary>
    public async Task<Response> RedrawAcceptAsync(
        Caller caller, FormToken token, ImmutableDictionary<string, Input> inputs, CancellationToken cancellationToken)
    {
        var press = new Press(Act.Accept, token.Handoff, token.Round, token.Revision);
        var (view, refused) = await MayOpenAsync(
            caller, press, Act.Accept, new HandoffCommand.Accept(press.Round, NoRevision, [], caller.Actor.Person, null), cancellationToken);
        if (view is null)
            return refused!;

        var form = AcceptScreen.Draw(view, Acceptor(caller, view), inputs, drawing: token.Drawing + 1);
        return new Response.Screen(form with { Token = form.Token with { Revision = token.Revision } });
    }

    public async Task<Response> AcceptAsync(Caller caller, FormToken token, ImmutableDictionary<string, Input> inputs, CancellationToken cancellationToken)
    {
        var number = token.Handoff ?? 0;
        if (await deeds.ViewAsync(number) is not { } view)
            return Sight.NoSuch(number);

        var owner = inputs.GetValueOrDefault(AcceptScreen.Owner) is Input.Selected chosen ? SuggestionId.Person(chosen.Id) : null;
        var ticked = Enumerable.Range(0, view.Handoff.Playbook.Criteria.Count)
            .Where(place => inputs.GetValueOrDefault(AcceptScreen.CriterionId(place)) is Input.Ticked { Yes: true }).ToImmutableHashSet();
        var readBack = (inputs.GetValueOrDefault(AcceptScreen.ReadBack) as Input.Typed)?.Text;
        // Without an owner the rules are asked all the same: what they refuse first is what the person must read.
        var command = new HandoffCommand.Accept(token.Round, token.Revision, ticked, owner ?? caller.Actor.Person, readBack) { Replies = AcceptScreen.Replies(view.Handoff, inputs) };
        if (owner is null && Acts.For(view.Handoff, caller.Actor, view.Organization, view.Client, view.Now).Contains(Act.Accept) && token.Round == view.Handoff.Round)
            return Beside(caller, view, token, inputs, ImmutableDictionary<string, string>.Empty.Add(AcceptScreen.Owner, $"Choose who owns {view.Handoff.Subject.The} from now on."));

        var deed = await deeds.DoAsync(caller, number, command, cancellationToken);
        return deed switch
        {
            Deed.Done done => Accepted(await done.ViewAsync()),
            Deed.Refused { View: { } now, Refusal: var refusal } when ErrorsOf(refusal) is { Count: > 0 } errors => Beside(caller, now, token, inputs, errors),
            Deed.Refused { View: { } now, Refusal: Refusal.ChangedMeanwhile changed } =>
                new Response.Screen(AcceptScreen.Draw(
                    now, Acceptor(caller, now), AcceptScreen.StillValid(now.Handoff, token.Revision, inputs), says: changed.Says, drawing: token.Drawing + 1)),
            _ => deed.Sentence(number),
        };
    }

    public async Task<Response> RejectAsync(Caller caller, FormToken token, ImmutableDictionary<string, Input> inputs, CancellationToken cancellationToken)
    {
        var number = token.Handoff ?? 0;
        if (await deeds.ViewAsync(number) is not { } view)
            return Sight.NoSuch(number);

        var fields = RejectScreen.FieldIds(view.Handoff).SelectMany(id => Many(inputs, id)).ToImmutableArray();
        var note = (inputs.GetValueOrDefault(RejectScreen.Note) as Input.Typed)?.Text;
        var command = new HandoffCommand.Reject(token.Round, token.Revision, Many(inputs, RejectScreen.Reasons), fields, note);
        var deed = await deeds.DoAsync(caller, number, command, cancellationToken);
        return deed switch
        {
            Deed.Done done => Rejected(await done.ViewAsync()),
            Deed.Refused { View: { } now, Refusal: var refusal } when ErrorsOf(now.Handoff, refusal) is { Count: > 0 } errors => new Response.Errors(
                errors, RejectScreen.Draw(now, inputs, errors, drawing: token.Drawing + 1)),
            Deed.Refused { View: { } now, Refusal: Refusal.ChangedMeanwhile changed } =>
                new Response.Screen(RejectScreen.Draw(now, inputs, says: changed.Says, drawing: token.Drawing + 1)),
            _ => deed.Sentence(number),
        };
    }

    /// <summary>No content is this old, so an acceptance that is only asked about is never granted.</summary>
    private const int NoRevision = -1;

    private static Response Accepted(HandoffView view)
    {
        var owner = view.Handoff.Accepted is { } accepted ? view.NameOf(accepted.Owner) : "somebody";
        return new Response.Says(NoticeCards.Undoable(
            view, $"You accepted {view.Handoff.Reference}. {Shortened.To(owner, 80)} owns {Shortened.To(view.Handoff.Called, 100)} now.{Absent(view)}", view.Now + HandoffRules.UndoFor));
    }

    /// <summary>Whoever is away may be named all the same; who names them should know it.</summary>
    private static string Absent(HandoffView view) => view.Handoff.Accepted is { } accepted && view.Person(accepted.Owner) is { Away: { } away } owner
        ? $" Note that {(accepted.Owner == accepted.By ? "you are" : $"{Shortened.To(owner.Name, 80)} is")} {away.Words}."
        : "";

    private static Response Rejected(HandoffView view) => new Response.Says(NoticeCards.Undoable(
        view, $"You rejected {view.Handoff.Reference}. {Shortened.To(view.NameOf(view.Handoff.Sender), 80)} is told why.", view.Now + HandoffRules.UndoFor));

    private static Response Beside(
        Caller caller, HandoffView view, FormToken token, ImmutableDictionary<string, Input> inputs, ImmutableDictionary<string, string> errors) =>
        new Response.Errors(errors, AcceptScreen.Draw(view, Acceptor(caller, view), inputs, errors, drawing: token.Drawing + 1));

    private static ImmutableDictionary<string, string> ErrorsOf(Refusal refusal)
    {
        var errors = ImmutableDictionary.CreateBuilder<string, string>();
        switch (refusal)
        {
            case Refusal.NotInformed needs:
                foreach (var place in needs.Unticked)
                    errors[AcceptScreen.CriterionId(place)] = "Tick it when it holds; if it does not, reject instead.";
                if (needs.ReadBackMissing)
                    errors[AcceptScreen.ReadBack] = $"Say in one sentence what {needs.Subject.The} needs next.";
                foreach (var promise in needs.Unanswered)
                    errors[AcceptScreen.PromiseId(promise)] = "Acknowledge it, or dispute it and say why.";
                foreach (var promise in needs.WithoutReason)
                    errors[AcceptScreen.ReasonId(promise)] = "Say why you dispute it.";
                break;
            case Refusal.DisputeTooLong dispute:
                errors[AcceptScreen.ReasonId(dispute.Id)] = refusal.Says.Plainly();
                break;
            case Refusal.CannotOwn:
                errors[AcceptScreen.Owner] = refusal.Says.Plainly();
                break;
            case Refusal.TooLong:
                errors[AcceptScreen.ReadBack] = refusal.Says.Plainly();
                break;
        }

        return errors.ToImmutable();
    }

    /// <summary>What a form that gives a handoff back says beside its inputs.</summary>
    internal static ImmutableDictionary<string, string> ErrorsOf(Handoff handoff, Refusal refusal)
    {
        var errors = ImmutableDictionary.CreateBuilder<string, string>();
        switch (refusal)
        {
            case Refusal.TeachesNothing needs:
                if (needs.NeedsReason)
                    errors[RejectScreen.Reasons] = "Choose at least one reason.";
                if (needs.NeedsField)
                    errors[RejectScreen.FieldIds(handoff).First()] = "Choose at least one field that it is about.";
                break;
            case Refusal.NotAsked or Refusal.RefusesNothing:
                errors[RejectScreen.FieldIds(handoff).First()] = refusal.Says.Plainly();
                break;
            case Refusal.UnknownReason:
                errors[RejectScreen.Reasons] = refusal.Says.Plainly();
                break;
            case Refusal.TooLong:
                errors[RejectScreen.Note] = refusal.Says.Plainly();
                break;
        }

        return errors.ToImmutable();
    }

    /// <summary>The handoff when the form may open; else the rules' own sentence, since they refuse what is not offered.</summary>
    private async Task<(HandoffView? View, Response? Refused)> MayOpenAsync(
        Caller caller, Press press, Act act, HandoffCommand asked, CancellationToken cancellationToken)
    {
        var number = press.Handoff ?? 0;
        if (await deeds.ViewAsync(number) is not { } view)
            return (null, Sight.NoSuch(number));

        var offered = await sight.ActsAsync(caller.Actor, view, cancellationToken);
        return offered.Contains(act) && press.Round == view.Handoff.Round
            ? (view, null)
            : (null, await deeds.RefusalAsync(caller, number, asked));
    }

    private static PersonView Acceptor(Caller caller, HandoffView view) =>
        view.People.GetValueOrDefault(caller.Actor.Person) ?? new(caller.Actor.Person, caller.Actor.Name, [caller.By]);

    internal static ImmutableArray<string> Many(ImmutableDictionary<string, Input> inputs, string id) => inputs.GetValueOrDefault(id) switch
    {
        Input.Many many => many.Ids,
        Input.Selected one => [one.Id],
        _ => [],
    };
}
