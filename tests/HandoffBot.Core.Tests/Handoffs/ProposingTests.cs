using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.People;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Tests.Handoffs;

/// <summary>Who is proposed and why: routing, assignment, the team's own way, who is on duty, and in each of them who is there.</summary>
public sealed class ProposingTests
{
    private static readonly Answers Enterprise =
        World.Ready.With(Story.Set("segment", new Answer.Choice("Enterprise")).Add("review", new Answer.YesNo(true)));

    [Fact]
    public void Whoever_has_least_in_hand_is_proposed_and_among_equals_whose_turn_it_is()
    {
        Assert.Equal(new Proposal(World.Kim, "they have the fewest open (1)", FromRound: true), Proposed(c => Loaded(c, (World.Olu, 3), (World.Kim, 1), (World.Bea, 2))));
        Assert.Equal(World.Bea, Proposed(c => Loaded(c, (World.Olu, 2), (World.Kim, 5), (World.Bea, 2)), last: World.Olu)!.Person);
        Assert.Equal("it is their turn in Onboarding", Proposed(c => Loaded(c, (World.Olu, 2), (World.Kim, 2), (World.Bea, 2)))!.Why);
        Assert.Equal(new Proposal(World.Bea, "they have the fewest open (0)", FromRound: true), Proposed(c => Loaded(c, (World.Olu, 1), (World.Kim, 1))));
    }

    [Fact]
    public void Who_is_away_is_passed_over_in_the_round_and_the_card_says_so()
    {
        Assert.Equal(
            new Proposal(World.Kim, "it is their turn in Onboarding; Olu is away until 1 Dec", FromRound: true), Proposed(c => Absent(c, World.Olu)));
        Assert.Equal(
            "they have the fewest open (1); Kim is away until 1 Dec",
            Proposed(c => Loaded(Absent(c, World.Kim), (World.Olu, 3), (World.Kim, 0), (World.Bea, 1)))!.Why);
        Assert.Null(Proposed(c => Absent(Absent(Absent(c, World.Kim), World.Olu), World.Bea)));
    }

    [Fact]
    public void Whom_routing_names_is_replaced_while_they_are_away_by_who_covers_and_else_by_the_teams_own_way()
    {
        Assert.Equal(
            new Proposal(World.Kim, "they cover for Olu, who is away until 1 Dec"), Proposed(c => Absent(c, World.Olu, World.Kim), Enterprise));
        Assert.Equal(
            new Proposal(World.Kim, "it is their turn in Onboarding; Olu is away until 1 Dec", FromRound: true),
            Proposed(c => Absent(c, World.Olu, World.Max), Enterprise));
    }

    [Fact]
    public void The_organizations_assignment_names_whom_routing_does_not()
    {
        var rule = new AssignmentRule(new Condition.Is("segment", "SMB"), "kim@acme.example", null);
        Assert.Equal(new Proposal(World.Kim, "Segment is SMB"), Proposed(c => Assigning(c, rule)));
        Assert.Equal(new Proposal(World.Olu, "Segment is Enterprise"), Proposed(c => Assigning(c, rule with { When = new Condition.Is("segment", "Enterprise") }), Enterprise));

        // A rule for another team's people, and one that looks at what this playbook does not ask, say nothing here.
        Assert.True(Proposed(c => Assigning(c, rule with { Owner = "max@acme.example" }))!.FromRound);
        Assert.True(Proposed(c => Assigning(c, rule with { When = new Condition.IsNot("territory", "UK") }))!.FromRound);
    }

    [Fact]
    public void A_rule_that_names_the_team_leaves_it_to_the_teams_own_way()
    {
        var toTeam = new AssignmentRule(new Condition.Is("segment", "SMB"), null, "onboarding");
        var toKim = new AssignmentRule(new Condition.Is("segment", "SMB"), "kim@acme.example", null);
        Assert.True(Proposed(c => Assigning(c, toTeam, toKim))!.FromRound);
        Assert.Equal(World.Kim, Proposed(c => Assigning(c, toTeam with { Team = "delivery" }, toKim))!.Person);
    }

    [Theory]
    [InlineData(7, "they are on duty this week")]
    [InlineData(1, "they are on duty today")]
    [InlineData(14, "they are on duty until 6 Dec")]
    public void Who_is_on_duty_is_proposed_where_the_team_has_a_rotation(int days, string why) =>
        Assert.Equal(new Proposal(World.Kim, why), Proposed(c => OnDuty(c, Assign.OnDuty, days)));

    [Fact]
    public void While_they_are_away_it_is_who_covers_and_else_who_is_on_duty_next()
    {
        Assert.Equal(
            new Proposal(World.Bea, "they cover for Kim, who is away until 1 Dec"), Proposed(c => OnDuty(Absent(c, World.Kim, World.Bea), Assign.OnDuty)));
        Assert.Equal(
            new Proposal(World.Olu, "they are on duty next; Kim is away until 1 Dec"), Proposed(c => OnDuty(Absent(c, World.Kim), Assign.OnDuty)));
    }

    [Fact]
    public void A_rotation_helps_out_where_the_teams_own_way_comes_to_nobody_unless_it_wants_nobody()
    {
        Assert.Equal(
            new Proposal(World.Kim, "they are on duty this week; Olu is away until 1 Dec"), Proposed(c => OnDuty(Absent(c, World.Olu), Assign.Lead)));
        Assert.Null(Proposed(c => OnDuty(c, Assign.None)));
        Assert.Null(Proposed(c => OnDuty(c with { Today = new LocalDate(2026, 11, 1) }, Assign.OnDuty)));
    }

    [Fact]
    public void How_much_people_have_in_hand_is_asked_only_where_the_round_decides()
    {
        Assert.Equal<PersonId>([World.Olu, World.Kim, World.Bea], [.. HandoffRules.Rivals(Story.Draft().Handoff, ["onboarding"], World.Usual)]);
        Assert.Equal<PersonId>([World.Olu, World.Bea], [.. HandoffRules.Rivals(Story.Draft().Handoff, ["onboarding"], Absent(World.Usual, World.Kim))]);
        Assert.Empty(HandoffRules.Rivals(Story.Draft(Enterprise).Handoff, ["onboarding"], World.Usual));
        Assert.Empty(HandoffRules.Rivals(Story.Draft().Handoff, ["onboarding"], Absent(Absent(World.Usual, World.Kim), World.Bea)));
        Assert.Empty(HandoffRules.Rivals(Story.Draft().Handoff, ["onboarding"], OnDuty(World.Usual, Assign.OnDuty)));
        Assert.Empty(HandoffRules.Rivals(Story.Draft().Handoff, ["onboarding"], World.Usual with { Rosters = World.Usual.Rosters.Clear() }));
    }

    private static Proposal? Proposed(Func<Circumstances, Circumstances> given, Answers? answers = null, PersonId? last = null) =>
        Story.Draft(answers).Given(c => given(c.With("onboarding", c.Rosters["onboarding"] with { LastProposed = last })))
            .Does(World.Sam, new HandoffCommand.Submit(0)).Handoff.Proposal;

    private static Circumstances Loaded(Circumstances c, params (PersonId Person, int Count)[] loads) =>
        c with { Loads = loads.ToImmutableDictionary(one => one.Person, one => one.Count) };

    internal static Circumstances Absent(Circumstances c, PersonId person, PersonId? cover = null)
    {
        var away = new Away("1 Dec", cover is { } other ? new PersonView(other, World.NameOf(other), []) : null);
        return c with
        {
            Rosters = c.Rosters.ToImmutableDictionary(pair => pair.Key, pair => pair.Value with
            {
                Members = [.. pair.Value.Members.Select(member => member.Person == person ? member with { Away = away } : member)],
            }),
        };
    }

    private static Circumstances Assigning(Circumstances c, params AssignmentRule[] rules) => c with { Organization = c.Organization with { Assignment = rules } };

    /// <summary>Kim and Olu by turns, Kim at present.</summary>
    private static Circumstances OnDuty(Circumstances c, Assign assign, int days = 7)
    {
        var rotation = new OnDuty(days, new LocalDate(2026, 11, 23), ["kim@acme.example", "olu@acme.example"]);
        var teams = c.Organization.Teams.ToDictionary(pair => pair.Key, pair => pair.Value);
        teams["onboarding"] = teams["onboarding"] with { Assign = assign, OnDuty = rotation };
        return c with { Organization = c.Organization with { Teams = teams } };
    }
}
