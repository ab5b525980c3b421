using HandoffBot.Core.Chat;

namespace HandoffBot.Engine.Conversations;

/// <summary>Forms that were sent: each kind has its flow.</summary>
internal sealed class Submitting(
    NewFlow news, ChecklistFlow checklist, ReviewFlow review, AnswerFlow answers, AskFlow asks, AnswerQuestionsFlow questions, SenderFlow sender, OwnerFlow owner,
    PromiseFlow promises, CommitmentFlow commitments, NextActionFlow actions, ClientPromiseFlow clientPromises, HolderFlow holders, ReRouteFlow reRoute, ReturnFlow returns,
    TransferFlow transfer, EvidenceFlow evidence, AgreeFlow agreements, ExceptionFlow exceptions, FillInFlow fillIns)
{
    public Task<Response> TakeAsync(Caller caller, Interaction.FormSubmitted sent, CancellationToken cancellationToken) => sent.Token.Kind switch
    {
        FormKind.ChoosePlaybook => news.ChosenAsync(caller, sent.Token, sent.Inputs, cancellationToken),
        FormKind.Checklist => checklist.NextAsync(caller, sent.Token, sent.Inputs, cancellationToken),
        FormKind.Review => review.SubmitAsync(caller, sent.Token, cancellationToken),
        FormKind.Accept => answers.AcceptAsync(caller, sent.Token, sent.Inputs, cancellationToken),
        FormKind.Reject => answers.RejectAsync(caller, sent.Token, sent.Inputs, cancellationToken),
        FormKind.Ask => asks.AskAsync(caller, sent.Token, sent.Inputs, cancellationToken),
        FormKind.AnswerQuestions => questions.AnswerAsync(caller, sent.Token, sent.Inputs, cancellationToken),
        FormKind.Correct => sender.StepChosenAsync(caller, sent.Token, sent.Inputs, cancellationToken),
        FormKind.CorrectStep => sender.CorrectAsync(caller, sent.Token, sent.Inputs, cancellationToken),
        FormKind.KickOff => owner.KickOffAsync(caller, sent.Token, cancellationToken),
        FormKind.Promise => promises.SaveAsync(caller, sent.Token, sent.Inputs, cancellationToken),
        FormKind.Reassign => holders.ReassignAsync(caller, sent.Token, sent.Inputs, cancellationToken),
        FormKind.ChangeSender => holders.ChangeSenderAsync(caller, sent.Token, sent.Inputs, cancellationToken),
        FormKind.ReRoute => reRoute.ReRouteAsync(caller, sent.Token, sent.Inputs, cancellationToken),
        FormKind.NotYet => agreements.NotYetAsync(caller, sent.Token, sent.Inputs),
        FormKind.Own => transfer.TransferAsync(caller, sent.Token, sent.Inputs, cancellationToken),
        FormKind.SendBack => returns.SendBackAsync(caller, sent.Token, sent.Inputs, cancellationToken),
        FormKind.AddMessage => evidence.AddAsync(caller, sent.Token, sent.Inputs, cancellationToken),
        FormKind.NextAction => actions.SaveAsync(caller, sent.Token, sent.Inputs, cancellationToken),
        FormKind.Exception => exceptions.SaveAsync(caller, sent.Token, sent.Inputs, cancellationToken),
        FormKind.FillIn => fillIns.SaveAsync(caller, sent.Token, sent.Inputs, cancellationToken),
        FormKind.ClientPromise => clientPromises.SaveAsync(caller, sent.Token, sent.Inputs, cancellationToken),
        FormKind.BreakPromise or FormKind.MovePromise or FormKind.SettlePromise or FormKind.DeclinePromise or FormKind.OtherDay => commitments.TakeAsync(caller, sent.Token, sent.Inputs, cancellationToken),
        _ => Task.FromResult<Response>(new Response.Nothing()),
    };
}
