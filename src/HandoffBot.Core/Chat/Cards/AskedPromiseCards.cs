using HandoffBot.Core.Clients;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Chat.Cards;

/// <summary>What is said of a promise outside of any handoff.</summary>
public enum PromiseNews
{
    /// <summary>A team is asked whether it can be kept.</summary>
    Asked,

    /// <summary>The team answered: to who asked.</summary>
    Answered,

    /// <summary>The team answered: to the team itself, where its question still stands.</summary>
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
        var (commitment, client) = (view.Commitment, Shortened.To(view.Client.Name.ReplaceLineEndings(" "), 100));
        var what = $"{Promised.Quoted(commitment.Text.What)} to {client}, by {Promised.On(view.Due)}";
        var who = view.To is { } to ? Phrase.Of(Spoken.Mention(to), ", ") : Phrase.Of();
        return (news, commitment.Asking?.Answer) switch
        {
            (PromiseNews.Asked, _) => Asked(view, what),
            (PromiseNews.Answered, { Instead: { } day } answer) => NoticeCards.WithButtons(
                who.Then($"{Said(view, answer)} about the promise {what}. It is not promised yet."),
                new CardButton($"Promise it by {Promised.On(day)}", PromiseButtons.Of(Act.TakeUpPromise, commitment), ButtonStyle.Primary),
                new CardButton("Do not promise it", PromiseButtons.Of(Act.DropPromise, commitment), ButtonStyle.Danger)),
            (PromiseNews.Answered, { } answer) => Card.Says(
                who.Then($"{Said(view, answer)} about the promise {what}. {(answer.Can ? "It is promised now." : "It is not promised.")}")),
            (PromiseNews.Closed, { } answer) => Card.Says($"{Said(view, answer)} about the promise {what}."),
            _ => NoticeCards.WithButtons(
                who.Then($"{Name(view, commitment.RecordedBy)} wrote down a promise to a client of yours: {what}."), [.. PromiseButtons.For(commitment)]),
        };
    }

    private static Card Asked(PromiseView view, string what)
    {
        var commitment = view.Commitment;
        var said = commitment.Text.Where is { } where ? $" It came up here: {Shortened.To(where, 300)}" : "";
        return NoticeCards.WithButtons(
            Phrase.Of(
                new Inline.Strong(Shortened.To(view.Organization.TeamName(commitment.Asking?.Team ?? ""), 80)),
                $", can we do this? {Name(view, commitment.RecordedBy)} wants to promise {what}.{said}"),
            new CardButton("Yes", PromiseButtons.Of(Act.SayYes, commitment), ButtonStyle.Primary),
            new CardButton("Another date", PromiseButtons.Of(Act.SayWhen, commitment)),
            new CardButton("No", PromiseButtons.Of(Act.SayNo, commitment), ButtonStyle.Danger));
    }

    private static string Said(PromiseView view, TeamAnswer answer) =>
        $"{Name(view, answer.By)} of {Shortened.To(view.Organization.TeamName(view.Commitment.Asking!.Team), 80)} says “{Promised.Answer(answer)}”";

    private static string Name(PromiseView view, Handoffs.PersonId person) => Shortened.To(view.NameOf(person), 80);
}
