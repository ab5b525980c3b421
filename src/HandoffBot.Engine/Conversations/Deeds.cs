using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Directory;
using Reading = HandoffBot.Engine.Desks.Reading;

namespace HandoffBot.Engine.Conversations;

/// <summary>What a command came to, as a conversation goes on with it.</summary>
internal abstract record Deed
{
    private Deed()
    {
    }

    /// <summary>It is committed, now or when the same message came before.</summary>
    /// <param name="ViewAsync">Reads the present state, for whoever shows it.</param>
    public sealed record Done(Func<Task<HandoffView>> ViewAsync) : Deed;

    /// <param name="View">The present state, where there is a handoff.</param>
    public sealed record Refused(Refusal Refusal, HandoffView? View) : Deed;

    /// <summary>Why nothing could be started.</summary>
    public sealed record CannotStart(string Says) : Deed;

    public sealed record NoSuch : Deed;

    /// <summary>What did not happen, as a private sentence.</summary>
    public Response Sentence(int number) => this switch
    {
        Refused refused => new Response.Says(refused.Refusal.Says),
        CannotStart cannot => new Response.Says(cannot.Says),
        NoSuch => Sight.NoSuch(number),
        _ => new Response.Nothing(),
    };
}

/// <summary>Carries out commands at the desk. Whoever is refused pressed something that is out of date, so the cards are redrawn.</summary>
internal sealed class Deeds(Desk desk, Reading reading, Rulebook rulebook, CardUpkeep cards)
{
    public Configuration Configuration => rulebook.Current;

    public Organization Organization => rulebook.Organization;

    public Playbook? Playbook(string? key) => key is not null ? rulebook.Current.Playbooks.GetValueOrDefault(key) : null;

    /// <summary>Why a playbook cannot be started at all.</summary>
    public string? Unreachable(Playbook playbook) => rulebook.Unreachable(playbook);

    public Task<HandoffView?> ViewAsync(int number) => reading.HandoffAsync(number);

    public async Task<Deed> DoAsync(Caller caller, int number, HandoffCommand command, CancellationToken cancellationToken)
    {
        // What has been read is carried out even if nobody waits for the answer any more.
        _ = cancellationToken;
        var answer = await desk.ActAsync(number, command, caller.Actor.Person, caller.Receipt, caller.By.Platform, CancellationToken.None);
        switch (answer)
        {
            case DeskAnswer.Granted or DeskAnswer.Repeated:
                return new Deed.Done(async () => await ViewAsync(number) ?? throw new InvalidOperationException("A handoff is never deleted."));

            case DeskAnswer.Refused refused:
                await cards.RefreshAsync(number);
                return new Deed.Refused(refused.Refusal, await ViewAsync(number));

            default:
                return new Deed.NoSuch();
        }
    }

    /// <summary>Starts the draft with its first answers, or goes on with the one that is there; either way it is left at a step.</summary>
    public async Task<Deed> StartAsync(Caller caller, Playbook playbook, ImmutableDictionary<string, Answer?> changes, int step)
    {
        var answered = changes.Where(change => change.Value is not null).ToImmutableDictionary(change => change.Key, change => change.Value!);
        var started = await desk.StartAsync(
            playbook.Key, caller.Actor.Person, new Answers(answered), caller.Receipt, caller.By.Platform, CancellationToken.None);
        switch (started)
        {
            case StartAnswer.Begun begun:
                return await LeaveAsync(begun.Handoff);
            case StartAnswer.Resumed resumed:
                return await LeaveAsync(resumed.Handoff);
            case StartAnswer.Refused refused:
                return new Deed.Refused(refused.Refusal, null);
            case StartAnswer.Unreachable unreachable:
                return new Deed.CannotStart(unreachable.Says);
            default:
                return new Deed.CannotStart("This playbook is no longer there. Start again with new.");
        }

        Task<Deed> LeaveAsync(Handoff handoff)
        {
            // An empty control of a fresh form takes nothing away from a draft that was filled in before.
            var kept = answered.ToImmutableDictionary(pair => pair.Key, Answer? (pair) => pair.Value);
            return DoAsync(caller with { Receipt = null }, handoff.Number, new HandoffCommand.Save(handoff.Round, kept, step), CancellationToken.None);
        }
    }

    /// <summary>The rules' own sentence about something that is not offered. The command is one that they refuse in any case.</summary>
    public async Task<Response> RefusalAsync(Caller caller, int number, HandoffCommand command) =>
        (await DoAsync(caller with { Receipt = null }, number, command, CancellationToken.None)).Sentence(number);

    public Task RefreshAsync(int number) => cards.RefreshAsync(number);
}
