using HandoffBot.Core.Clients;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Chat.Cards;

/// <summary>What is said of a promise outside of any handoff.</summary>
public enum PromiseNews
{
    /// <summary>A team is asked whether it can be kept; redrawn with what became of it.</summary>
    Asked,

    /// <summary>The team answered: to who asked; redrawn with what they made of another day.</summary>
    Answered,

    /// <summary>Whether it is promised for the day that the team named: to who named it.</summary>
    Closed,

    /// <summary>Somebody else promised something to a client of the reader's.</summary>
    Recorded,
}

/// <summary>A promise with all that these cards show of it.</summary>
/// <param name="To">Whom it addresses; null for a channel.</param>
/// <param name="NameOf">People by name.</param>
public sealed record PromiseView(
    Commitment Commitment, Client Client, Organization Organization, PersonView? To, Func<Handoffs.PersonId, string> NameOf)
{
    public LocalDate Due => Commitment.Text.Due;
}

/// <summary>Asking a team first whether a promise can be kept, and what it said.</summary>
public static class AskedPromiseCards
{
    public static Card For(PromiseView view, PromiseNews news)
    {
        var (commitment, client) = (view.Commitment, Spoken.Client(view.Client));
        var what = $"{Promised.Quoted(commitment.Text.What)} to {client}, by {Promised.On(view.Due)}";
        var who = view.To is { } to ? Phrase.Of(Spoken.Mention(to), ", ") : Phrase.Of();
        return (news, commitment.Asking?.Answer) switch
        {
            (PromiseNews.Asked, _) => commitment.IsAsked ? Asked(view, what) : Over(view),
            (PromiseNews.Answered, { Instead: not null } answer) when commitment.State is not CommitmentState.Asked =>
                Card.Says($"{Said(view, answer)} about the promise {Promised.Quoted(commitment.Text.What)} to {client}. {Became(view)}"),
            (PromiseNews.Answered, { Instead: { } day } answer) => NoticeCards.WithButtons(
                who.Then($"{Said(view, answer)} about the promise {what}. It is not promised yet."),
                new CardButton($"Promise it by {Promised.On(day)}", PromiseButtons.Of(Act.TakeUpPromise, commitment), ButtonStyle.Primary),
                new CardButton("Do not promise it", PromiseButtons.Of(Act.DropPromise, commitment), ButtonStyle.Danger)),
            (PromiseNews.Answered, { } answer) => Card.Says(
                who.Then($"{Said(view, answer)} about the promise {what}. {(answer.Can ? "It is promised now." : "It is not promised.")}")),
            (PromiseNews.Closed, _) => Card.Says(who.Then(commitment.IsRunning
                ? $"{Name(view, commitment.RecordedBy)} took your word: {what}, is promised now."
                : $"{Promised.Quoted(commitment.Text.What)} is not promised to {client} after all, so nothing is needed of you.")),
            _ => NoticeCards.WithButtons(
                who.Then($"{Name(view, commitment.RecordedBy)} wrote down a promise to {view.Client.Subject.A} of yours: {what}."), [.. PromiseButtons.For(commitment)]),
        };
    }

    private static Card Asked(PromiseView view, string what)
    {
        var commitment = view.Commitment;
        var said = commitment.Text.Where is { } where ? $" It came up here: {Shortened.To(where, 300)}" : "";
        return NoticeCards.WithButtons(
            Phrase.Of(Team(view), $", can we do this? {Name(view, commitment.RecordedBy)} wants to promise {what}.{said}").Then([.. Promised.Source(commitment, " ")]),
            new CardButton("Yes", PromiseButtons.Of(Act.SayYes, commitment), ButtonStyle.Primary),
            new CardButton("Another date", PromiseButtons.Of(Act.SayWhen, commitment)),
            new CardButton("No", PromiseButtons.Of(Act.SayNo, commitment), ButtonStyle.Danger));
    }

    /// <summary>Nothing is left to be answered.</summary>
    private static Card Over(PromiseView view)
    {
        var commitment = view.Commitment;
        var asked = Phrase.Of(
            Team(view), $" was asked whether {Name(view, commitment.RecordedBy)} can promise {Promised.Quoted(commitment.Text.What)} to {Spoken.Client(view.Client)}.");
        if (commitment.Asking?.Answer is { } answer)
            asked = asked.Then($" {Name(view, answer.By)} said “{Promised.Answer(answer)}”, ", new Inline.When(answer.At, view.Organization.Zone), ".");

        return Card.Says(asked.Then($" {Became(view)}").Then([.. Promised.Source(commitment, " ")]));
    }

    private static string Became(PromiseView view) => view.Commitment switch
    {
        { State: CommitmentState.Asked } one => $"Whether it is promised then is up to {Name(view, one.RecordedBy)}.",
        { State: CommitmentState.Kept } => "It was promised, and kept.",
        { State: CommitmentState.Broken } => "It was promised, and not kept.",
        { IsRunning: true, With: { } with } => $"It is promised with {Handoffs.Handoff.Refer(with.Handoff)}, due {Promised.On(view.Due)}.",
        { IsRunning: true } => $"It is promised, due {Promised.On(view.Due)}.",
        { Asking.Answer: null } => "That is not asked any more: it is not promised.",
        _ => "It is not promised.",
    };

    private static Inline.Strong Team(PromiseView view) => new(Shortened.To(view.Organization.TeamName(view.Commitment.Asking?.Team ?? ""), 80));

    private static string Said(PromiseView view, TeamAnswer answer) =>
        $"{Name(view, answer.By)} of {Shortened.To(view.Organization.TeamName(view.Commitment.Asking!.Team), 80)} says “{Promised.Answer(answer)}”";

    private static string Name(PromiseView view, Handoffs.PersonId person) => Shortened.To(view.NameOf(person), 80);
}
