using System.Collections.Immutable;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Tests.Playbooks;

public class GateTests
{
    private static readonly Checklist Checklist = Folders.AcmeConfiguration.Playbooks["sales-to-onboarding"].Checklist;

    private static readonly PersonId Sam = new(new("33333333-3333-3333-3333-333333333333"));

    private static readonly Answers Complete = new(new Dictionary<string, Answer>
    {
        ["client"] = new Answer.Client(null, "Globex"),
        ["contract_value"] = new Answer.Money(12_000, "GBP"),
        ["segment"] = new Answer.Choice("SMB"),
        ["go_live"] = new Answer.Date(new(2026, 12, 1)),
        ["scope"] = new Answer.Text("Everything that was in the demo"),
        ["champion"] = new Answer.Text("ann@globex.example"),
        ["seller"] = new Answer.Person(Sam, "Sam"),
    }.ToImmutableDictionary());

    [Fact]
    public void What_is_complete_is_ready() => Assert.Empty(Findings(Complete));

    [Fact]
    public void Everything_that_is_missing_is_listed_in_the_order_of_the_checklist() => Assert.Equal(
        [("client", 0), ("contract_value", 0), ("segment", 0), ("go_live", 0), ("scope", 1), ("champion", 1), ("seller", 2)],
        Findings(Answers.None).Select(one => (one.Field, one.Step)));

    [Fact]
    public void A_field_is_missed_only_when_it_is_asked()
    {
        var enterprise = Complete.With(new Dictionary<string, Answer?> { ["segment"] = new Answer.Choice("Enterprise") });
        Assert.Equal([new Finding("security_review", 1, "Is a security review agreed?", "It needs an answer.")], Findings(enterprise).AsEnumerable());
    }

    [Fact]
    public void An_answer_that_time_made_wrong_is_found() =>
        Assert.Equal([new Finding("go_live", 0, "Promised go-live", "Choose today or a later date.")], Findings(Complete, new(2026, 12, 2)).AsEnumerable());

    [Fact]
    public void A_wrong_answer_to_what_is_not_asked_stands_in_nobodys_way()
    {
        var leftOver = Complete.With(new Dictionary<string, Answer?> { ["security_review"] = new Answer.Text("what?") });
        Assert.Empty(Findings(leftOver));
    }

    private static ImmutableArray<Finding> Findings(Answers answers, LocalDate? today = null) =>
        Gate.Findings(Checklist, answers, new(today ?? new(2026, 11, 22), "GBP", id => id == Sam ? new(Sam, "Sam") : null, _ => null));
}
