using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Engine.Desks;

namespace HandoffBot.Engine.Conversations;

/// <summary>Buttons, on messages and in forms: each act has its flow. What a button carries is never a permission.</summary>
internal sealed class Pressing(
    Hearing hearing, ChecklistFlow checklist, AnswerFlow answers, AskFlow asks, AnswerQuestionsFlow questions, ShowFlow show, SenderFlow sender, OwnerFlow owner,
    PingFlow pings, PromiseFlow promises, CommitmentFlow commitments, NextActionFlow actions, HolderFlow holders, ReRouteFlow reRoute, ReturnFlow returns,
    HomeFlow home, EvidenceFlow evidence, AgreeFlow agreements, ExceptionFlow exceptions, FillInFlow fillIns, Redrawing redrawing, Adopting adopting,
    AskedCards asked, Notices notices, AskedLeads leads)
{
    public async Task<Response> OnMessageAsync(Caller caller, Interaction.ButtonPressed pressed, CancellationToken cancellationToken)
    {
        if (pressed is { On: { } message, Press: { Act: var act, Handoff: { } number } })
            await adopting.AdoptAsync(number, act, message);
        if (pressed is { On: { } question, Press: { Act: Act.SayYes or Act.SayNo or Act.SayWhen } press } && PromiseScreen.IdIn(press.Text) is { } promise)
            await asked.AdoptAsync(promise, question);
        if (pressed is { On: { } notice, Press: { Act: Act.Answer or Act.TakeUpPromise or Act.DropPromise, Text: var text } } && Guid.TryParseExact(text, "N", out var id))
            await notices.AdoptAsync(id, notice);
        if (pressed is { On: { } playbook, Press: { Act: Act.AgreeToPlaybook or Act.NotYet, Text: var carried } } && AgreementCards.Read(carried) is var (key, version))
            await leads.AdoptAsync(key, version, playbook);

        return await ActAsync(caller, pressed.Press, cancellationToken);
    }

    public Task<Response> InFormAsync(Caller caller, Interaction.FormPressed pressed, CancellationToken cancellationToken) => pressed.Press.Act switch
    {
        Act.Back => checklist.BackAsync(caller, pressed.Token, pressed.Inputs, cancellationToken),
        Act.AskMore => asks.MoreAsync(caller, pressed.Token, pressed.Inputs, cancellationToken),
        Act.Redraw => redrawing.DrawAsync(caller, pressed, cancellationToken),
        Act.Fix when pressed.Press.Text == Core.Handoffs.RevisionNote.OfNextActions => actions.OpenAsync(caller, pressed.Press, pressed.Token.Drawing + 1),
        Act.Fix => checklist.FixAsync(caller, pressed.Token, pressed.Press.Text ?? "", cancellationToken),
        Act.AskException => exceptions.OpenAsync(caller, pressed.Press, pressed.Token.Drawing + 1, cancellationToken),
        Act.TakeBackException => exceptions.TakeBackAsync(caller, pressed.Press, pressed.Token.Drawing + 1, cancellationToken),
        Act.RemoveEvidence => evidence.RemoveAsync(caller, pressed.Press, pressed.Token.Step, cancellationToken),
        Act.Plan => actions.OpenAsync(caller, pressed.Press, pressed.Token.Drawing + 1),
        Act.Unplan => actions.RemoveAsync(caller, pressed.Press, pressed.Token.Drawing + 1, cancellationToken),
        Act.Promise => promises.OpenAsync(caller, pressed.Press, pressed.Token.Drawing + 1, cancellationToken),
        Act.Unpromise => promises.RemoveAsync(caller, pressed.Press, pressed.Token.Drawing + 1, cancellationToken),
        _ => ActAsync(caller, pressed.Press, cancellationToken),
    };

    private Task<Response> ActAsync(Caller caller, Press press, CancellationToken cancellationToken) => press.Act switch
    {
        Act.Say => hearing.HearAsync(caller, press.Text ?? "", cancellationToken),
        Act.Home => home.SaidAsync(caller),
        Act.Accept => answers.OpenAcceptAsync(caller, press, cancellationToken),
        Act.Reject => answers.OpenRejectAsync(caller, press, cancellationToken),
        Act.Ask => asks.OpenAsync(caller, press, cancellationToken),
        Act.Answer => questions.OpenAsync(caller, press, cancellationToken),
        Act.Details => show.DetailsAsync(caller, press, cancellationToken),
        Act.Show => show.ShowAsync(caller, press.Handoff ?? 0, cancellationToken),
        Act.Continue => checklist.ContinueAsync(caller, press.Handoff ?? 0, cancellationToken),
        Act.Correct => sender.OpenCorrectAsync(caller, press, cancellationToken),
        Act.Withdraw => sender.WithdrawAsync(caller, press, cancellationToken),
        Act.Discard => sender.DiscardAsync(caller, press, cancellationToken),
        Act.KickOff => owner.OpenKickOffAsync(caller, press, cancellationToken),
        Act.Undo => owner.UndoAsync(caller, press, cancellationToken),
        Act.Claim => pings.ClaimAsync(caller, press, cancellationToken),
        Act.Promise => promises.OpenAsync(caller, press, drawing: 0, cancellationToken),
        Act.Unpromise => promises.RemoveAsync(caller, press, drawing: 0, cancellationToken),
        Act.RemoveEvidence => evidence.RemoveAsync(caller, press, page: 1, cancellationToken),
        Act.Release => holders.ReleaseAsync(caller, press, cancellationToken),
        Act.Reassign => holders.OpenReassignAsync(caller, press, cancellationToken),
        Act.ChangeSender => holders.OpenChangeSenderAsync(caller, press, cancellationToken),
        Act.ReRoute => reRoute.OpenAsync(caller, press, cancellationToken),
        Act.SendBack => returns.OpenSendBackAsync(caller, press, cancellationToken),
        Act.Reopen => returns.ReopenAsync(caller, press, cancellationToken),
        Act.Plan => actions.OpenAsync(caller, press, drawing: 0),
        Act.Unplan => actions.RemoveAsync(caller, press, drawing: 0, cancellationToken),
        Act.AskException => exceptions.OpenAsync(caller, press, drawing: 0, cancellationToken),
        Act.TakeBackException => exceptions.TakeBackAsync(caller, press, drawing: 0, cancellationToken),
        Act.FillIn => fillIns.OpenAsync(caller, press, cancellationToken),
        Act.Finish => actions.DoneAsync(caller, press, cancellationToken),
        Act.Kept => commitments.KeptAsync(caller, press),
        Act.SayYes => commitments.YesAsync(caller, press),
        Act.TakeUpPromise => commitments.TakeUpAsync(caller, press),
        Act.DropPromise => commitments.DropAsync(caller, press),
        Act.Broken or Act.NewDate or Act.Settle or Act.SayNo or Act.SayWhen => commitments.OpenAsync(caller, press),
        Act.Agree => commitments.AgreeAsync(caller, press),
        Act.AgreeToPlaybook => agreements.AgreeAsync(caller, press),
        Act.NotYet => agreements.OpenNotYetAsync(caller, press),
        Act.Acknowledge => pings.AcknowledgeAsync(caller, press, cancellationToken),
        _ => Task.FromResult<Response>(new Response.Nothing()),
    };
}
