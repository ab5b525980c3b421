using HandoffBot.Core.Handoffs;
using NodaTime;

namespace HandoffBot.Core.Chat.Cards;

/// <summary>Short messages to single people: what changed for them, and what went wrong.</summary>
public static class NoticeCards
{
    /// <summary>A private sentence with buttons below it.</summary>
    public static Card WithButtons(Phrase says, params ReadOnlySpan<CardButton> buttons) =>
        buttons.IsEmpty ? Card.Says(says) : new(says, [new CardPart.Text(says), new CardPart.Buttons([.. buttons])]);

    /// <summary>To who owned the client until a colleague's acceptance.</summary>
    public static Card OwnershipMoved(HandoffView view, PersonId previous, PersonId owner) => Card.Says(Phrase.Of(
        Spoken.Mention(view.Person(previous)),
        $", {Spoken.Name(view, owner)} owns {Spoken.Client(view)} now: {Spoken.To(view)} accepted {view.Handoff.Reference}."));

    /// <summary>To who becomes the owner by somebody else's acceptance.</summary>
    public static Card OwnershipReceived(HandoffView view, PersonId owner)
    {
        var by = view.Handoff.Accepted is { } accepted && accepted.By != owner ? $" {Spoken.Name(view, accepted.By)} accepted it for you." : "";
        var says = Phrase.Of(Spoken.Mention(view.Person(owner)), $", you own {Spoken.Client(view)} now ({view.Handoff.Reference}).{by}")
            .Then([.. (view.Due is { } due ? Phrase.Of(" Kick-off is due ", Spoken.At(view, due), ".") : "").Parts]);
        return WithButtons(
            says,
            new CardButton("Kick off", Presses.Of(Act.KickOff, view.Handoff), ButtonStyle.Primary),
            new CardButton("Details", Presses.Of(Act.Details, view.Handoff)));
    }

    /// <summary>To sender, receiving lead and admins when the brief cannot be posted.</summary>
    public static Card NotPosted(HandoffView view, string why)
    {
        Phrase says = $"{Spoken.Titled(view)}: the brief could not be posted in {Spoken.To(view)}'s channel.";
        return new(
            says,
            [
                new CardPart.Text(says),
                new CardPart.Text(Shortened.To(why, 500)),
                new CardPart.Note("The acceptance clock counts as excused until the brief is posted."),
                new CardPart.Buttons([new("Show the brief", Presses.Of(Act.Show, view.Handoff))]),
            ]);
    }

    /// <summary>Confirms an answer to who gave it, with the way back while it is open.</summary>
    public static Card Undoable(HandoffView view, Phrase says, Instant until)
    {
        var whole = says.Then(" You can take it back until ", Spoken.At(view, until), ".");
        return WithButtons(whole, new CardButton("Undo", Presses.Of(Act.Undo, view.Handoff)));
    }

    /// <summary>Into a channel that the bot was added to: what it is, and the next step.</summary>
    /// <param name="unbound">The keys of the teams of which one could receive there; none where a team does, or where the files say it of all.</param>
    public static Card Welcome(string organization, params ReadOnlySpan<string> unbound)
    {
        var says = Phrase.Of(
            $"I am HandoffBot. In {Shortened.To(organization, 80)}, teams hand clients to each other through me, so that nothing is forgotten and "
            + "somebody always owns the client. Type ",
            new Inline.Command("new"),
            " to hand a client over, or ",
            new Inline.Command("help"),
            " to see what I can do.");
        var buttons = new CardPart.Buttons([new("New handoff", Presses.Say("new"), ButtonStyle.Primary), new("Help", Presses.Say("help"))]);
        return unbound.IsEmpty ? new(says, [new CardPart.Text(says), buttons]) : new(says, [new CardPart.Text(says), new CardPart.Text(ToBind(unbound)), buttons]);
    }

    private static Phrase ToBind(ReadOnlySpan<string> unbound) => Phrase.Of(
        "No team receives clients in this channel yet. An admin binds one by typing here ",
        new Inline.Command($"setup {(unbound.Length == 1 ? unbound[0] : "TEAM")} here"),
        unbound.Length == 1 ? "." : $", where TEAM is one of {Shortened.To(string.Join(", ", unbound.ToArray()), 200)}.");
}
