using HandoffBot.Core.Clocks;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Tests.Playbooks;

public class FolderTests
{
    [Fact]
    public void Without_an_organization_the_playbooks_are_still_read()
    {
        var mistakes = Folders.Mistakes([new(Small.PlaybookFile, Small.Changed(Small.Playbook, "read-back: true", "read-back: perhaps"))]);
        Assert.Equal(
            ["organization.yml:1:1 the file is missing; it says who the organization is and which teams it has",
             "sales-to-onboarding.yml:22:12 'read-back' is true or false, not 'perhaps'"],
            mistakes.Select(one => one.ToString()));
    }

    [Fact]
    public void Without_a_playbook_there_is_nothing_to_do() => Assert.Equal(
        "organization.yml:1:1 there is no playbook beside it; every other .yml file of the folder is one",
        Folders.Mistakes([new(PlaybookReader.OrganizationFile, Small.Organization)]).Single().ToString());

    [Fact]
    public void A_key_names_one_playbook() => Assert.Equal(
        "z.yaml:1:11 playbook 'sales-to-onboarding' is defined in sales-to-onboarding.yml already",
        Folders.Mistakes([.. Small.Folder(), new("z.yaml", Small.Playbook)]).Single().ToString());

    [Fact]
    public void A_version_does_not_depend_on_ends_of_line_or_a_byte_order_mark()
    {
        var version = Small.Good().Playbooks["sales-to-onboarding"].Version;
        Assert.Matches("^[0-9a-f]{12}$", version);
        Assert.Equal(version, Small.Good(playbook: "\uFEFF" + Small.Playbook.ReplaceLineEndings("\r\n")).Playbooks["sales-to-onboarding"].Version);
        Assert.NotEqual(version, PlaybookReader.VersionOf(Small.Playbook + "#"));
    }

    [Fact]
    public void A_pinned_version_outlives_the_team_that_it_names()
    {
        var pinned = PlaybookReader.ReadPinned("old.yml", Small.Changed(Small.Playbook, "to: onboarding", "to: long-gone"));
        Assert.Equal("long-gone", pinned!.To);
        Assert.Null(PlaybookReader.ReadPinned("old.yml", "name: [nothing"));
    }

    [Fact]
    public void Addresses_are_lower_case_and_a_lead_is_a_member()
    {
        var organization = Small.Good(Small.Changed(Small.Organization, "[sam@acme.example]", "[Sam@Acme.example, sam@acme.example]")).Organization;
        Assert.Equal(["sam@acme.example", "ana@acme.example"], organization.Teams["sales"].Members);
    }

    [Fact]
    public void Hours_run_overnight_wrap_around_the_week_and_end_at_midnight()
    {
        var office = Small.Good(Small.Changed(Small.Organization, "mon-fri: [\"09:00-17:00\"]", "sat-mon: [\"00:00-24:00\"]\n      Thursday: [\"22:00-06:00\", \"9:00-12:00\"]\n      tue: []"))
            .Organization.Calendars["office"].Week!;
        Window[] wholeDay = [new(LocalTime.Midnight, LocalTime.Midnight)];
        Assert.Equal(wholeDay, office[IsoDayOfWeek.Saturday].AsEnumerable());
        Assert.Equal(wholeDay, office[IsoDayOfWeek.Monday].AsEnumerable());
        Assert.Equal([new Window(new(9, 0), new(12, 0)), new(new(22, 0), new(6, 0))], office[IsoDayOfWeek.Thursday].AsEnumerable());
        Assert.Empty(office[IsoDayOfWeek.Tuesday]);
    }

    [Fact]
    public void A_night_that_runs_into_a_whole_day_overlaps_it()
    {
        var text = Small.Changed(Small.Organization, "mon-fri: [\"09:00-17:00\"]", "fri: [\"22:00-06:00\"]\n      sat: [\"00:00-24:00\"]");
        Assert.Equal("'00:00-24:00' overlaps '22:00-06:00'", Folders.Mistakes(Small.Folder(text)).Single().Says);
    }

    [Fact]
    public void Steps_of_a_ladder_know_every_target()
    {
        const string Targets = "[holder, owner, sender, receiver, channel, lead, manager, Ops@acme.example, \"slack:C0OPS\", \"msteams:19:ops@thread.tacv2\", \"webhook:billing\"]";
        var step = Small.Good(Small.Changed(Small.Organization, "{ at: 100%, notify: [holder] }", $"{{ at: -30m, notify: {Targets}, repeat: {{ every: 2 business hours, times: 2 }}, ack-lasts: 2h }}"))
            .Organization.Ladders["standard"].Steps.Single();
        Assert.Equal(new StepAt.Offset(Duration.FromMinutes(-30)), step.At);
        Assert.Equal(
            [new Target.Holder(), new Target.Owner(), new Target.Sender(), new Target.Receiver(), new Target.Channel(), new Target.Lead(), new Target.Manager(),
             new Target.Email("ops@acme.example"), new Target.SlackChannel("C0OPS"), new Target.MsTeamsChannel("19:ops@thread.tacv2"), new Target.ToWebhook("billing")],
            step.Notify);
        Assert.Equal(new Repeat(new Within.BusinessHours(Duration.FromHours(2)), 2), step.Repeat);
        Assert.Equal(Duration.FromHours(2), step.AckLasts);
    }

    [Theory]
    [InlineData("45s", 45)]
    [InlineData("30m", 30 * 60)]
    [InlineData("4h", 4 * 3600)]
    [InlineData("2d", 2 * 86400)]
    public void Wall_time(string written, int seconds) => Assert.Equal(new Within.Wall(Duration.FromSeconds(seconds)), Acceptance(written));

    [Fact]
    public void Working_time()
    {
        Assert.Equal(new Within.BusinessHours(Duration.FromHours(4)), Acceptance("4 business hours"));
        Assert.Equal(new Within.BusinessHours(Duration.FromMinutes(30)), Acceptance("30 business minutes"));
        Assert.Equal(new Within.BusinessDays(1), Acceptance("1 business day"));
    }

    [Fact]
    public void A_turn_on_duty_may_last_several_weeks()
    {
        var team = Small.Good(Small.Changed(Small.Organization, "calendar: office", "on-duty: { every: 2 weeks, starts: 2026-11-23, people: [Sam@acme.example] }")).Organization.Teams["sales"];
        Assert.Equal((14, new LocalDate(2026, 11, 23)), (team.OnDuty!.EveryDays, team.OnDuty.Starts));
        Assert.Equal(["sam@acme.example"], team.OnDuty.People);
    }

    private static Within Acceptance(string within) =>
        Small.Good(playbook: Small.Changed(Small.Playbook, "within: 4h", $"within: {within}")).Playbooks.Values.Single().Clocks.Acceptance!.Within;
}
