using System.Collections.Immutable;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Chat.Cards;

/// <summary>What can be said, with an example each.</summary>
public static class HelpCard
{
    private const string Clients = "I take clients from one team to the next, so that nothing is forgotten and somebody always owns them.";
    private const string Client = "a client";

    /// <summary>The words that the bot knows. The example is what is shown: one thing to type a line.</summary>
    public static readonly ImmutableArray<HelpLine> Lines =
    [
        new("new", "starts a handoff for a client, or goes on with your draft", "new Acme Ltd"),
        new("drafts", "lists what you have begun and not sent", "drafts"),
        new("home", "shows all that waits for you, with what you can do about it", "home"),
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

    /// <summary>What only admins can say.</summary>
    public static readonly HelpLine OfAdmins = new("setup", "shows what is bound to what, what is wrong and how to mend it", "setup");

    /// <summary>The answer to words that the bot knows nothing like.</summary>
    public static Card Unknown(string words, IReadOnlyList<Playbook> startable) =>
        Drawn($"I do not know “{Shortened.To(words.Trim(), 60)}”. Here is what you can say.", startable);

    /// <param name="startable">The playbooks that the person may start, one button each.</param>
    public static Card For(IReadOnlyList<Playbook> startable, bool isAdmin = false) =>
        Drawn(Intro(startable), startable, isAdmin);

    /// <summary>For somebody who may do nothing else: what the bot is, why not, and whom to ask.</summary>
    public static Card ForStrangers(string whomToAsk) => new(Clients, [new CardPart.Text(Clients), new CardPart.Text(whomToAsk)]);

    /// <summary>What the person can hand over, where that is not clients alone.</summary>
    internal static string Intro(IReadOnlyList<Playbook> startable) => Others(startable) is { } all
        ? $"I take {all} from one team to the next, so that nothing is forgotten and somebody always owns it."
        : Clients;

    /// <summary>"a client or a release"; null where it is clients alone.</summary>
    private static string? Others(IReadOnlyList<Playbook> startable) => startable.All(one => one.Subject.IsClient)
        ? null
        : Counted.Or([.. startable.Select(one => one.Subject.A).Distinct()]);

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

    private static Card Drawn(string intro, IReadOnlyList<Playbook> startable, bool isAdmin = false)
    {
        var parts = new List<CardPart> { new CardPart.Text(intro) };
        var all = Others(startable) ?? Client;
        parts.AddRange((isAdmin ? Lines.Insert(Lines.Length - 1, OfAdmins) : Lines).Select(line => new CardPart.Text(
            Phrase.Of(new Inline.Command(line.Example), $" {line.Does.Replace(Client, all, StringComparison.Ordinal)}."))));
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
