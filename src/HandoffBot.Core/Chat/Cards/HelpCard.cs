using System.Collections.Immutable;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Chat.Cards;

/// <summary>What can be said, with an example each.</summary>
public static class HelpCard
{
    /// <summary>The words that the bot knows. The example is what is shown: one thing to type a line.</summary>
    public static readonly ImmutableArray<HelpLine> Lines =
    [
        new("new", "starts a handoff for a client, or goes on with your draft", "new Acme Ltd"),
        new("drafts", "lists what you have begun and not sent", "drafts"),
        new("inbox", "lists what waits for your team's answer, most urgent first", "inbox"),
        new("mine", "lists what you sent or own", "mine"),
        new("promise", "writes down what was promised to a client", "promise Acme Ltd"),
        new("show", "shows one handoff, with what you may do on it", "show H-1042"),
        new("own", "gives a client to another owner, with a reason", "own Acme Ltd @Kim"),
        new("team", "shows what a team has to do, who is away and who is on duty", "team Onboarding"),
        new("away", "says until when you are away and who covers; back ends it", "away until 1 Dec cover @olu"),
        new("hours", "says when you are reminded, in place of your team's hours", "hours 10-18"),
        new("help", "shows this page", "help"),
    ];

    /// <summary>The answer to words that the bot knows nothing like.</summary>
    public static Card Unknown(string words, IReadOnlyList<Playbook> startable) =>
        Drawn($"I do not know “{Shortened.To(words.Trim(), 60)}”. Here is what you can say.", startable);

    /// <param name="startable">The playbooks that the person may start, one button each.</param>
    public static Card For(IReadOnlyList<Playbook> startable) =>
        Drawn("I take clients from one team to the next, so that nothing is forgotten and somebody always owns them.", startable);

    /// <summary>For somebody who may do nothing else: what the bot is, why not, and whom to ask.</summary>
    public static Card ForStrangers(string whomToAsk)
    {
        const string intro = "I take clients from one team to the next, so that nothing is forgotten and somebody always owns them.";
        return new(intro, [new CardPart.Text(intro), new CardPart.Text(whomToAsk)]);
    }

    /// <summary>"I do not know 'inobx'. Did you mean inbox?"</summary>
    public static Card DidYouMean(string words, string nearest)
    {
        var says = Phrase.Of($"I do not know “{Shortened.To(words.Trim(), 60)}”. Did you mean ", new Inline.Command(nearest), "?");
        return NoticeCards.WithButtons(
            says,
            new CardButton(Shortened.To(Capital(nearest), 40), Presses.Say(nearest), ButtonStyle.Primary),
            new CardButton("Help", Presses.Say("help")));
    }

    private static string Capital(string words) => $"{char.ToUpperInvariant(words[0])}{words[1..]}";

    private static Card Drawn(string intro, IReadOnlyList<Playbook> startable)
    {
        var parts = new List<CardPart> { new CardPart.Text(intro) };
        parts.AddRange(Lines.Select(line => new CardPart.Text(
            Phrase.Of(new Inline.Command(line.Example), $" {line.Does}."))));
        parts.Add(new CardPart.Note("In a direct message to me, the words alone are enough."));
        parts.Add(new CardPart.Buttons(Buttons(startable)));
        return new(intro, [.. parts]);
    }

    private static ImmutableArray<CardButton> Buttons(IReadOnlyList<Playbook> startable)
    {
        ImmutableArray<CardButton> start = startable.Count is > 0 and <= 3
            ? [.. startable.Select(one => new CardButton($"New: {one.Name}", Presses.Say($"new {one.Key}"), ButtonStyle.Primary))]
            : startable.Count > 3 ? [new("New handoff", Presses.Say("new"), ButtonStyle.Primary)] : [];
        return [.. start, new("Inbox", Presses.Say("inbox")), new("Drafts", Presses.Say("drafts")), new("Mine", Presses.Say("mine"))];
    }
}

/// <summary>One line of the help.</summary>
public sealed record HelpLine(string Command, string Does, string Example);
