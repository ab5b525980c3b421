using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Tests.Handoffs;

/// <summary>Something that somebody might do next, mostly Sam or Kim, drawn without regard to what makes sense.</summary>
/// <param name="Behind">By how many rounds (and, negative, how many too many) the button is stale.</param>
/// <param name="Unread">How many revisions the form has missed.</param>
/// <param name="Seconds">What passes before.</param>
/// <param name="NewOwner">Whom somebody makes the client's owner before, outside of any handoff.</param>
/// <param name="Away">Who cannot be reached.</param>
public sealed record Chance(
    int Who, int What, int Behind, int Unread, int Seconds, string Field, int Value, int Owner, int? NewOwner, int? Away, bool Another, bool Whole)
{
    private static readonly string[] Teams = ["delivery", "onboarding", "sales", "support"];

    private static readonly string[] Fields = ["client", "segment", "scope", "review", "risks", "go_live"];

    /// <summary>Sequences that shrink by leaving one move out, so that a broken rule is told in few words.</summary>
    public static Arbitrary<Chance[]> Sequences { get; } = Arb.From(
        Gen.Sized(_ => Gen.Choose(1, 40).SelectMany(length => One().ArrayOf(length))),
        moves => moves.Length < 2 ? [] : Enumerable.Range(0, moves.Length).Select(left => moves.Where((_, place) => place != left).ToArray()));

    public Actor Actor => World.Everybody[Who];

    public Circumstances Around(Circumstances before)
    {
        var later = before.Later(Duration.FromSeconds(Seconds)) with { Other = Another ? new OtherHandoff(900, HandoffStatus.Accepted, "onboarding") : null };
        var owned = NewOwner is { } owner ? later.OwnedBy(World.Everybody[owner].Person) : later;
        return Away is not { } away
            ? owned with { Rosters = World.Usual.Rosters }
            : owned with
            {
                Rosters = World.Usual.Rosters.ToImmutableDictionary(pair => pair.Key, pair => pair.Value with
                {
                    Members = [.. pair.Value.Members.Select(member => member with { Reachable = member.Person != World.Everybody[away].Person })],
                }),
            };
    }

    /// <summary>Null where something happens to the handoff that nobody asked of it: <see cref="Happenings"/>.</summary>
    public HandoffCommand? Command(Handoff handoff)
    {
        var (round, revision) = (handoff.Round - Behind, handoff.Revision - Unread);
        return What switch
        {
            <= 2 => new HandoffCommand.Submit(round),
            3 => new HandoffCommand.Save(round, Changes(), Value),
            4 => new HandoffCommand.Correct(round, Changes()),
            5 => new HandoffCommand.Withdraw(round),
            6 => new HandoffCommand.Discard(round),
            <= 8 => new HandoffCommand.Accept(round, revision, Whole ? [0, 1] : [1], World.Everybody[Owner].Person, Whole ? "Data first." : null)
            {
                Replies = [.. handoff.Commitments.Skip(Whole ? 0 : 1).Select((one, place) => new CommitmentReply(one.Id, (place + Value) % 3 == 0 ? "Too soon." : null))],
            },
            <= 10 => new HandoffCommand.Reject(round, revision, !Whole ? [] : Value == 2 ? ["exception-refused"] : ["wrong-team"], [Field], null),
            11 => new HandoffCommand.KickOff(round),
            <= 14 => new HandoffCommand.Undo(round),
            15 => new HandoffCommand.Claim(round),
            <= 17 => new HandoffCommand.Ask(round, revision, [.. Enumerable.Range(0, 1 + (Value % 2)).Select(Question)]),
            18 => new HandoffCommand.Unpromise(round, Story.PromiseId(Value)),
            <= 20 => Story.Promise(round, Value, Whole ? $"Promise {Seconds}" : " "),
            <= 22 => new HandoffCommand.AnswerQuestions(round, revision, Replies(handoff), Value == 3 ? Changes() : ImmutableDictionary<string, Answer?>.Empty),
            >= 32 and <= 34 => Story.Plan(round, Value, Whole ? $"Action {Seconds}" : " "),
            35 => new HandoffCommand.Unplan(round, Story.PromiseId(Value).Value),
            >= 36 and <= 38 => new HandoffCommand.Finish(round, handoff.NextActions is { Length: > 0 } all ? all[Value % all.Length].Id : Guid.Empty),
            46 => new HandoffCommand.RemoveEvidence(handoff.Evidence is { IsEmpty: false } added ? added[Value % added.Length].Id : Guid.Empty),
            39 => Story.AddEvidence(Value, Whole ? $"Message {Seconds}" : " "),
            >= 40 and <= 42 => new HandoffCommand.AskException(round, Field, Whole ? $"Reason {Seconds}" : " ", World.Usual.Today.PlusDays((5 * Value) - 1)),
            43 => new HandoffCommand.TakeBackException(round, Field),
            >= Happenings.Leaves => null,
            >= 44 => Story.FillIn(handoff) with { Round = round },
            23 => new HandoffCommand.Release(round),
            24 => new HandoffCommand.Reassign(round, World.Everybody[Owner].Person),
            <= 26 => new HandoffCommand.ReRoute(round, Unread == 0 ? handoff.ReceivingTeam : "onboarding", Teams[Value], Whole ? "Theirs is the region." : null),
            <= 28 => new HandoffCommand.SendBack(round, Whole ? ["wrong-team"] : [], [Field], null),
            <= 30 => new HandoffCommand.Reopen(round),
            _ => new HandoffCommand.ChangeSender(round, World.Everybody[Owner].Person),
        };
    }

    private NewQuestion Question(int place) => new(Whole ? $"Question {place}?" : "", Value == 2 ? [Field] : [], Value >= 2);

    /// <summary>To all that is open, or to the oldest alone.</summary>
    private ImmutableDictionary<int, string> Replies(Handoff handoff) =>
        handoff.OpenQuestions.Take(Value == 0 ? 1 : 10).ToImmutableDictionary(one => one.Number, _ => Whole ? "Yes." : "");

    private ImmutableDictionary<string, Answer?> Changes() => Story.Set(Field, (Field, Value) switch
    {
        (_, 0) => null,
        ("client", 1) => new Answer.Client(null, "Contoso"),
        ("client", _) => new Answer.Client(World.Northwind, "Northwind"),
        ("segment", 1) => new Answer.Choice("Enterprise"),
        ("segment", 2) => new Answer.Choice("Partner"),
        ("segment", _) => new Answer.Choice("SMB"),
        ("review", _) => new Answer.YesNo(true),
        ("go_live", _) => new Answer.Date(World.Usual.Today.PlusDays(Value)),
        _ => new Answer.Text($"Text {Value}"),
    });

    private static Gen<Chance> One() =>
        from who in Gen.Frequency((2, Gen.Elements(0, 3)), (1, Gen.Choose(0, World.Everybody.Length - 1)))
        from what in Gen.Frequency((2, Gen.Choose(0, 49)), (1, Gen.Elements(1, 7, 8, 10, 11, 11, 13, 14, 15, 23, 29, 30, 32, 37, 40, 45)))
        from behind in Seldom([1, -1], 0)
        from unread in Seldom([1, 2, -1], 0)
        from seconds in Gen.Elements(0, 1, 60, 299, 300, 301, 3600, 1_300_000)
        from field in Gen.Elements(Fields)
        from value in Gen.Choose(0, 3)
        from owner in Gen.Frequency((1, Gen.Elements(1, 2, 3, 8)), (1, Gen.Choose(0, World.Everybody.Length - 1)))
        from newOwner in Seldom<int?>([0, 3, 7], null)
        from away in Seldom<int?>([2, 3], null)
        from another in Seldom([true], false)
        from whole in Seldom([false], true)
        select new Chance(who, what, behind, unread, seconds, field, value, owner, newOwner, away, another, whole);

    private static Gen<T> Seldom<T>(T[] seldom, T usually) => Gen.Frequency((1, Gen.Elements(seldom)), (9, Gen.Constant(usually)));
}
