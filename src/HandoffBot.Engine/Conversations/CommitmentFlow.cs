using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Desks;

namespace HandoffBot.Engine.Conversations;

/// <summary>What became of a promise: pressed on a reminder or on a list, or said in a dispute.</summary>
internal sealed class CommitmentFlow(CommitmentDesk desk, AskedCards asked, FieldContexts contexts)
{
    private static readonly Response Gone = new Response.Says("This promise is no longer there.");

    public Task<Response> KeptAsync(Caller caller, Press press) => DoAsync(caller, IdIn(press.Text), new CommitmentCommand.Keep());

    public Task<Response> YesAsync(Caller caller, Press press) => DoAsync(caller, IdIn(press.Text), new CommitmentCommand.SayYes());

    public Task<Response> TakeUpAsync(Caller caller, Press press) => DoAsync(caller, IdIn(press.Text), new CommitmentCommand.TakeUp());

    public Task<Response> DropAsync(Caller caller, Press press) => DoAsync(caller, IdIn(press.Text), new CommitmentCommand.Drop());

    public Task<Response> AgreeAsync(Caller caller, Press press) => DoAsync(caller, IdIn(press.Text), new CommitmentCommand.Agree(press.Revision));

    /// <summary>The form that the act needs, unless its answer would be refused in any case.</summary>
    public async Task<Response> OpenAsync(Caller caller, Press press)
    {
        var looked = await desk.LookAsync(IdIn(press.Text), AboutOf(press.Act), caller.Actor.Person);
        if (looked is not { Commitment: { } commitment, Client: { } client })
            return Gone;

        if (looked.WhyNot is { } refusal)
        {
            await asked.RefreshAsync(commitment.Id);
            return new Response.Says(refusal.Says);
        }

        return new Response.Screen(press.Act switch
        {
            Act.Broken => CommitmentScreens.Broken(client, commitment),
            Act.NewDate => CommitmentScreens.Moved(client, commitment),
            Act.SayNo => ClientPromiseScreen.No(client, commitment),
            Act.SayWhen => ClientPromiseScreen.OtherDay(client, commitment),
            _ => CommitmentScreens.Settled(client, commitment, Permissions.MayDecidePromise(caller.Actor, commitment)),
        });
    }

    /// <summary>One of the forms was sent.</summary>
    public async Task<Response> TakeAsync(Caller caller, FormToken token, ImmutableDictionary<string, Input> inputs, CancellationToken cancellationToken)
    {
        var id = IdIn(token.Text);
        var (command, errors) = await ReadAsync(token.Kind, inputs, cancellationToken);
        if (command is null)
            return await BesideAsync(caller, id, token, inputs, errors);

        return await desk.ActAsync(id, command, caller.Actor.Person, caller.Receipt, caller.By.Platform) switch
        {
            CommitmentAnswer.Granted granted => Noted(granted, command),
            CommitmentAnswer.Refused { Refusal: Refusal.UnfitPromise unfit } => await BesideAsync(
                caller, id, token, inputs, ImmutableDictionary<string, string>.Empty.Add(PromiseScreen.InputOf(unfit.Part), unfit.Why)),
            CommitmentAnswer.Refused refused => new Response.Says(refused.Refusal.Says),
            _ => Gone,
        };
    }

    private async Task<(CommitmentCommand? Command, ImmutableDictionary<string, string> Errors)> ReadAsync(
        FormKind kind, ImmutableDictionary<string, Input> inputs, CancellationToken cancellationToken)
    {
        var why = (inputs.GetValueOrDefault(PromiseScreen.Why) as Input.Typed)?.Text ?? "";
        if (kind is FormKind.BreakPromise or FormKind.DeclinePromise)
            return (kind is FormKind.BreakPromise ? new CommitmentCommand.Break(why) : new CommitmentCommand.SayNo(why), ImmutableDictionary<string, string>.Empty);

        var context = await contexts.ForAsync(inputs, null, cancellationToken);
        if (kind is FormKind.MovePromise or FormKind.OtherDay)
        {
            var (day, wrong) = PromiseScreen.ReadDay(inputs, context);
            if (day is not { } due)
                return (null, wrong);

            return (kind is FormKind.MovePromise ? new CommitmentCommand.Renegotiate(due, why) : new CommitmentCommand.SayWhen(due, why), wrong);
        }

        var (text, errors) = PromiseScreen.Read(inputs, context);
        return (text is null ? null : new CommitmentCommand.Settle(text), errors);
    }

    private async Task<Response> BesideAsync(
        Caller caller, CommitmentId id, FormToken token, ImmutableDictionary<string, Input> inputs, ImmutableDictionary<string, string> errors)
    {
        if (await desk.LookAsync(id, AboutOf(token.Kind), caller.Actor.Person) is not { Commitment: { } commitment, Client: { } client })
            return Gone;

        var drawing = token.Drawing + 1;
        return new Response.Errors(errors, token.Kind switch
        {
            FormKind.BreakPromise => CommitmentScreens.Broken(client, commitment, drawing, inputs, errors),
            FormKind.MovePromise => CommitmentScreens.Moved(client, commitment, drawing, inputs, errors),
            FormKind.DeclinePromise => ClientPromiseScreen.No(client, commitment, drawing, inputs, errors),
            FormKind.OtherDay => ClientPromiseScreen.OtherDay(client, commitment, drawing, inputs, errors),
            _ => CommitmentScreens.Settled(client, commitment, Permissions.MayDecidePromise(caller.Actor, commitment), drawing, inputs, errors),
        });
    }

    private async Task<Response> DoAsync(Caller caller, CommitmentId id, CommitmentCommand command)
    {
        switch (await desk.ActAsync(id, command, caller.Actor.Person, caller.Receipt, caller.By.Platform))
        {
            case CommitmentAnswer.Granted granted:
                return Noted(granted, command);

            case CommitmentAnswer.Refused refused:
                await asked.RefreshAsync(id);
                return new Response.Says(refused.Refusal.Says);

            default:
                return Gone;
        }
    }

    private static Response Noted(CommitmentAnswer.Granted granted, CommitmentCommand command)
    {
        var text = granted.After.Text;
        var what = $"“{Shortened.To(text.What.ReplaceLineEndings(" "), 150)}”, promised to {Shortened.To(granted.Client.Called.ReplaceLineEndings(" "), 100)}";
        return new Response.Says((command, granted.After.Dispute) switch
        {
            (CommitmentCommand.SayYes or CommitmentCommand.SayNo or CommitmentCommand.SayWhen, _) => "Noted: who asked is told.",
            (CommitmentCommand.TakeUp, _) => $"Noted: {what}, due {On(text)}.",
            (CommitmentCommand.Drop, _) => $"Noted: {what.Replace(", promised to", " to", StringComparison.Ordinal)} is not promised.",
            (CommitmentCommand.Keep, _) => $"Noted: {what}, was kept.",
            (CommitmentCommand.Break, _) => $"Noted: {what}, was broken.",
            (CommitmentCommand.Renegotiate, _) => $"Noted: {what}, is due {On(text)} now.",
            (_, not null) => "Noted. The other side is asked to agree.",
            _ => $"Noted: {what}, due {On(text)}. The dispute has ended, and both sides are told.",
        });
    }

    private static About AboutOf(Act act) => act switch
    {
        Act.Settle => About.Dispute,
        Act.SayNo or Act.SayWhen => About.Question,
        _ => About.Promise,
    };

    private static About AboutOf(FormKind kind) => kind switch
    {
        FormKind.SettlePromise => About.Dispute,
        FormKind.DeclinePromise or FormKind.OtherDay => About.Question,
        _ => About.Promise,
    };

    private static string On(PromiseText text) => new Core.Playbooks.Answer.Date(text.Due).Shown;

    private static CommitmentId IdIn(string? carried) => PromiseScreen.IdIn(carried) ?? default;
}
