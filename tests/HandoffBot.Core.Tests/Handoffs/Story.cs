using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Tests.Handoffs;

/// <summary>Given a handoff that has come this far, when somebody does something, then it is granted or refused.</summary>
internal sealed record Story(Handoff Handoff, Circumstances Circumstances, Decision? Last = null)
{
    public static Story Draft(Answers? answers = null, PersonId? by = null, Playbook? playbook = null)
    {
        var begun = Assert.IsType<Beginning.Begun>(
            HandoffRules.Start(1042, playbook ?? World.Playbook, World.Actor(by ?? World.Sam), World.Usual, answers ?? World.Ready));
        return new(begun.Handoff, World.Usual);
    }

    public static Story Submitted(Answers? answers = null, PersonId? by = null) => Draft(answers, by).Does(by ?? World.Sam, new HandoffCommand.Submit(0));

    public static Story Accepted() => Submitted().Does(World.Kim, Accept(1, 0, World.Kim));

    public static Story Completed() => Accepted().Does(World.Kim, new HandoffCommand.KickOff(1));

    public static HandoffCommand.SendBack SendBack(int round) => new(round, ["scope-unclear"], ["scope"], "It is three sites.");

    public static HandoffCommand.ReRoute ReRoute(int round, string from, string to) => new(round, from, to, "Theirs is the region.");

    public static Story Rejected() => Submitted().Does(World.Kim, Reject(1, 0));

    public static HandoffCommand.Accept Accept(int round, int revision, PersonId owner) =>
        new(round, revision, [0, 1], owner, "They need their data first.");

    public static HandoffCommand.Ask Ask(int revision, params ReadOnlySpan<NewQuestion> questions) => new(1, revision, [.. questions]);

    /// <summary>A question about nothing in particular, for the sending team.</summary>
    public static NewQuestion Question(string text, params ReadOnlySpan<string> fields) => new(text, [.. fields], WaitsForClient: false);

    /// <summary>A question that the client has to answer.</summary>
    public static NewQuestion OfTheClient(string text) => new(text, [], WaitsForClient: true);

    public static HandoffCommand.AnswerQuestions Answer(int revision, params ReadOnlySpan<(int Question, string Text)> replies) =>
        new(1, revision, replies.ToArray().ToImmutableDictionary(one => one.Question, one => one.Text), ImmutableDictionary<string, Answer?>.Empty);

    public static HandoffCommand.Reject Reject(int round, int revision) => new(round, revision, ["scope-unclear"], ["scope"], "How many sites?");

    /// <summary>A promise for the day of the story, said on a call.</summary>
    public static HandoffCommand.Promise Promise(int round, int id, string what) =>
        new(round, PromiseId(id), new PromiseText(what, World.Usual.Today.PlusDays(7), "On a call"));

    public static HandoffCommand.Plan Plan(int round, int id, string what) =>
        new(round, new NextAction(PromiseId(id).Value, what, null, World.Usual.Today.PlusDays(3)));

    /// <summary>The message of that number, which Ines of the client wrote.</summary>
    public static HandoffCommand.AddEvidence AddEvidence(int id, string text) => new(Evidence.Of(
        PromiseId(id).Value, text, "Ines", new CardRef(Platform.Slack, "T1", "C1", $"{id}"), World.Sam, World.Usual.Now));

    /// <summary>Asks to leave the scope open, or another field, for a week.</summary>
    public static HandoffCommand.AskException Except(int round, string field = "scope", string reason = "The client counts its sites") =>
        new(round, field, reason, World.Usual.Today.PlusDays(7));

    /// <summary>What was sold is not known yet.</summary>
    public static Story Unknowing() => Draft(World.Ready.With(Set("scope", null)));

    /// <summary>What was sold is to stay open, and Onboarding reads so.</summary>
    public static Story Excepting() => Unknowing().Does(World.Sam, Except(0)).Does(World.Sam, new HandoffCommand.Submit(0));

    /// <summary>Fills in what is to be filled in first, with an answer of its kind.</summary>
    public static HandoffCommand.FillIn FillIn(Handoff handoff) => handoff.ToFillIn is [var first, ..]
        ? new(handoff.Round, first.Number, Set(first.Field, first.Field switch
        {
            "segment" => new Answer.Choice("SMB"),
            "review" => new Answer.YesNo(true),
            _ => new Answer.Text("Three sites"),
        }))
        : new(handoff.Round, 0, ImmutableDictionary<string, Answer?>.Empty);

    public static CommitmentId PromiseId(int id) => new(new Guid(500 + id, 0, 0, new byte[8]));

    /// <summary>Every promise that runs is taken on.</summary>
    public static ImmutableArray<CommitmentReply> Acknowledging(Handoff handoff) =>
        [.. handoff.Commitments.Where(one => one.IsRunning).Select(one => new CommitmentReply(one.Id, null))];

    public static ImmutableDictionary<string, Answer?> Set(string field, Answer? answer) => ImmutableDictionary<string, Answer?>.Empty.Add(field, answer);

    public Story After(Duration wait) => this with { Circumstances = Circumstances.Later(wait) };

    public Story Given(Func<Circumstances, Circumstances> change) => this with { Circumstances = change(Circumstances) };

    /// <summary>Tries, whatever comes of it.</summary>
    public Story Tries(PersonId person, HandoffCommand command)
    {
        var decision = HandoffRules.Decide(Handoff, command, World.Actor(person), Circumstances);
        if (decision is not Decision.Granted granted)
            return this with { Last = decision };

        var owner = granted.Events.Aggregate(Circumstances.Client!.Owner, (now, happened) => happened switch
        {
            HandoffEvent.Accepted accepted => accepted.Owner,
            HandoffEvent.AcceptUndone undone => undone.Owner,
            HandoffEvent.SentBack back => back.Owner,
            _ => now,
        });
        return new(HandoffRules.Apply(Handoff, granted.Events), Circumstances.OwnedBy(owner), decision);
    }

    /// <summary>Must be granted.</summary>
    public Story Does(PersonId person, HandoffCommand command)
    {
        var next = Tries(person, command);
        Assert.True(next.Last is Decision.Granted, next.Last is Decision.Refused refused ? Words(refused.Refusal.Says) : "");
        return next;
    }

    /// <summary>Must be refused with these words and change nothing.</summary>
    public TRefusal IsRefused<TRefusal>(PersonId person, HandoffCommand command, string words)
        where TRefusal : Refusal
    {
        var next = Tries(person, command);
        var refused = Assert.IsType<Decision.Refused>(next.Last);
        Assert.Equal(words, Words(refused.Refusal.Says));
        Assert.Same(Handoff, next.Handoff);
        return Assert.IsType<TRefusal>(refused.Refusal);
    }

    /// <summary>The events of the last act, by their names.</summary>
    public IEnumerable<string> Happenings => Assert.IsType<Decision.Granted>(Last).Events.Select(one => one.GetType().Name);

    /// <summary>The one event of the last act.</summary>
    public TEvent Happened<TEvent>()
        where TEvent : HandoffEvent => Assert.IsType<TEvent>(Assert.Single(Assert.IsType<Decision.Granted>(Last).Events));

    /// <summary>A phrase as it reads, with times in their fallback zone.</summary>
    public static string Words(Phrase phrase) => string.Concat(phrase.Parts.Select(part => part switch
    {
        Inline.Plain(var text) => text,
        Inline.When(var at, var zone) => at.InZone(zone).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture),
        Inline.Command(var words) => $"`{words}`",
        _ => throw new InvalidOperationException($"Refusals do not use {part.GetType().Name}."),
    }));
}
