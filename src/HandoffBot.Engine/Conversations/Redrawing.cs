using HandoffBot.Core.Chat;

namespace HandoffBot.Engine.Conversations;

/// <summary>
/// A form drawn anew with what stands in it: fields follow an answer that they depend on, or somebody is searched for on a platform that does
/// so by drawing again. It changes nothing. Every form with a choice that is made by typing is named here.
/// </summary>
internal sealed class Redrawing(
    NewFlow news, ChecklistFlow checklist, AnswerFlow answers, AnswerQuestionsFlow questions, HolderFlow holders, TransferFlow transfer, EvidenceFlow evidence,
    FillInFlow fillIns, NextActionFlow actions, ClientPromiseFlow promises)
{
    public Task<Response> DrawAsync(Caller caller, Interaction.FormPressed pressed, CancellationToken cancellationToken)
    {
        var (token, inputs) = (pressed.Token, pressed.Inputs);
        return token.Kind switch
        {
            FormKind.ChoosePlaybook => Task.FromResult(news.Redraw(caller, token, inputs)),
            FormKind.Accept => answers.RedrawAcceptAsync(caller, token, inputs, cancellationToken),
            FormKind.AnswerQuestions => questions.RedrawAsync(caller, token, inputs, cancellationToken),
            FormKind.Reassign or FormKind.ChangeSender => holders.RedrawAsync(caller, token, inputs, cancellationToken),
            FormKind.Own => transfer.RedrawAsync(caller, token, inputs, cancellationToken),
            FormKind.AddMessage => evidence.RedrawAsync(caller, token, inputs),
            FormKind.FillIn => fillIns.RedrawAsync(caller, token, inputs, cancellationToken),
            FormKind.NextAction => actions.RedrawAsync(caller, token, inputs, cancellationToken),
            FormKind.ClientPromise => promises.RedrawAsync(caller, token, inputs, cancellationToken),
            _ => checklist.RedrawAsync(caller, token, inputs, cancellationToken),
        };
    }
}
