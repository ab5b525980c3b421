using HandoffBot.Core.Clocks;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Tests.Playbooks;

public class AcmeTests
{
    private static readonly Configuration Acme = Folders.AcmeConfiguration;

    private static Playbook Playbook => Acme.Playbooks["sales-to-onboarding"];

    [Fact]
    public void It_reads_without_a_mistake() => Assert.Empty(Folders.Mistakes(Folders.Acme));

    [Fact]
    public void The_organization_is_as_written()
    {
        var organization = Acme.Organization;
        Assert.Equal("Acme", organization.Name);
        Assert.Equal("Europe/London", organization.Zone.Id);
        Assert.Equal("GBP", organization.Currency);
        Assert.Equal(["root@acme.example"], organization.Admins);
        Assert.Equal(["sales", "onboarding", "delivery"], organization.Teams.Keys);
    }

    [Fact]
    public void The_office_works_by_its_windows_and_short_days()
    {
        var office = Acme.Organization.Calendars["office"];
        var morning = new Window(new(9, 0), new(12, 30));
        Assert.Equal([morning, new(new(13, 30), new(17, 30))], office.Week![IsoDayOfWeek.Thursday].AsEnumerable());
        Assert.Equal([morning, new(new(13, 30), new(16, 0))], office.Week[IsoDayOfWeek.Friday].AsEnumerable());
        Assert.False(office.Week.ContainsKey(IsoDayOfWeek.Saturday));
        Assert.Empty(office.Special[new(2026, 12, 25)]);
        Assert.Equal([new(new(9, 0), new(12, 0))], office.Special[new(2026, 12, 24)].AsEnumerable());
        Assert.Null(Acme.Organization.Calendars["follow-the-sun"].Week);
    }

    [Fact]
    public void The_standard_ladder_ends_with_the_lead()
    {
        var steps = Acme.Organization.Ladders["standard"].Steps;
        Assert.Equal(3, steps.Count);
        Assert.Equal(new StepAt.Share(150), steps[2].At);
        Assert.Equal([new Target.Lead()], steps[2].Notify);
        Assert.Equal(new Repeat(new Within.Wall(Duration.FromHours(4)), 5), steps[2].Repeat);
        Assert.True(steps[2].Urgent);
        Assert.False(steps[1].Urgent);
    }

    [Fact]
    public void A_lead_who_is_listed_keeps_the_place_in_the_round()
    {
        var sales = Acme.Organization.Teams["sales"];
        Assert.Equal(["sam@acme.example", "ana@acme.example"], sales.Members);
        Assert.Equal("ana@acme.example", sales.Lead);
        Assert.Equal(new SlackBinding("C0SALES", null), sales.Slack);
        Assert.Equal(Assign.RoundRobin, Acme.Organization.Teams["onboarding"].Assign);
    }

    [Fact]
    public void The_playbook_is_as_written()
    {
        Assert.Equal("Sales to Onboarding", Playbook.Name);
        Assert.Equal(("sales", "onboarding", true), (Playbook.From, Playbook.To, Playbook.ReadBack));
        Assert.Equal(3, Playbook.Checklist.Steps.Count);
        Assert.Equal(11, Playbook.Checklist.Fields.Length);
        Assert.Equal("client", Playbook.Checklist.ClientField.Id);
        Assert.Equal(4, Playbook.RejectReasons.Count);
        Assert.Equal(2, Playbook.Criteria.Count);
        Assert.Equal(new ClockPolicy(new Within.BusinessHours(Duration.FromHours(4)), "standard", null), Playbook.Clocks.Acceptance);
        Assert.Equal(new ClockPolicy(new Within.Wall(Duration.FromDays(2)), "gentle", null), Playbook.Clocks.DraftIdle);
    }

    [Fact]
    public void Fields_carry_their_limits_and_conditions()
    {
        Assert.Equal(new FieldKind.Money(0, null), Playbook.Checklist.Find("contract_value")!.Kind);
        Assert.Equal(new FieldKind.Date(new DateLimit.FromToday(0), null), Playbook.Checklist.Find("go_live")!.Kind);
        Assert.Equal(new Condition.Is("segment", "Enterprise"), Playbook.Checklist.Find("security_review")!.When);
        Assert.Equal(new RoutingRule(new Condition.Is("segment", "Enterprise"), null, "olu@acme.example"), Playbook.Routing.Single());
    }

    [Fact]
    public void A_pinned_version_reads_back_as_it_was()
    {
        var file = Folders.Acme.Single(one => one.Name == "sales-to-onboarding.yml");
        var pinned = PlaybookReader.ReadPinned(file.Name, file.Text)!;
        Assert.Equal(Playbook.Version, pinned.Version);
        Assert.Equal(Playbook.Checklist.Fields.Select(field => (field.Id, field.Label)), pinned.Checklist.Fields.Select(field => (field.Id, field.Label)));
    }
}
