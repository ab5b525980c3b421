using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Tests.Playbooks;

public class ShippedTests
{
    [Fact]
    public void The_shipped_folder_has_no_mistake() => Assert.Empty(Folders.Mistakes(Folders.Shipped));

    [Fact]
    public void It_shows_four_playbooks_and_six_teams()
    {
        var shipped = Folders.Good(Folders.Shipped);
        Assert.Equal(["change-of-account-manager", "onboarding-to-delivery", "release-to-support", "sales-to-onboarding"], shipped.Playbooks.Keys);
        Assert.Equal(["sales", "onboarding", "delivery", "account-management", "product", "support"], shipped.Organization.Teams.Keys);
    }

    [Fact]
    public void Everything_it_asks_has_a_place_to_be_answered()
    {
        var kinds = Folders.Good(Folders.Shipped).Playbooks.Values.SelectMany(playbook => playbook.Checklist.Fields).Select(field => field.Kind.GetType());
        var all = typeof(FieldKind).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(FieldKind)));
        Assert.Empty(all.Except(kinds));
    }

    [Fact]
    public void Every_rule_of_assignment_says_something_for_a_playbook_that_leads_to_its_team()
    {
        var shipped = Folders.Good(Folders.Shipped);
        foreach (var rule in shipped.Organization.Assignment)
        {
            var teams = shipped.Organization.Teams.Values.Where(team => team.Key == rule.Team || (rule.Owner is { } owner && team.Members.Contains(owner))).Select(team => team.Key);
            Assert.Contains(shipped.Playbooks.Values, playbook =>
                playbook.Receivers.Intersect(teams).Any() && rule.When.Fields.All(field => playbook.Checklist.Find(field) is not null));
        }
    }

    [Fact]
    public void Whoever_is_named_as_an_owner_or_on_duty_is_in_a_team_or_an_admin()
    {
        var shipped = Folders.Good(Folders.Shipped);
        var people = shipped.Organization.Teams.Values.SelectMany(team => team.Members).Concat(shipped.Organization.Admins).ToHashSet();
        var named = shipped.Playbooks.Values.SelectMany(playbook => playbook.Routing.Select(rule => rule.Owner).Append(playbook.Owner))
            .Concat(shipped.Organization.Teams.Values.SelectMany(team => team.OnDuty?.People ?? []))
            .Concat(shipped.Organization.Assignment.Select(rule => rule.Owner))
            .OfType<string>();
        Assert.Empty(named.Except(people));
    }
}
