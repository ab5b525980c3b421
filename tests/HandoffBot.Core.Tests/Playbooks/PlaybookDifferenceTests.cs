using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Tests.Playbooks;

/// <summary>What two leads read before they agree.</summary>
public class PlaybookDifferenceTests
{
    private const string Last = "type: text }\ncriteria:";

    [Theory]
    [InlineData("name: Sales to Onboarding", "name: To Onboarding", "It is called “To Onboarding” now, not “Sales to Onboarding”.")]
    [InlineData("from: sales", "from: onboarding", "It comes from “Onboarding” now, not “Sales”.")]
    [InlineData("to: onboarding\n", "to: sales\n", "It goes to “Sales” now, not “Onboarding”.")]
    [InlineData("owner: root@acme.example\n", "", "Suggestions for it go to “root@acme.example” no longer.")]
    [InlineData("within: 4h", "within: 2 business days", "The time to answer is “2 working days, ladder standard” now, not “4 h, ladder standard”.")]
    [InlineData("ladder: standard }\nchecklist", "ladder: standard, calendar: office }\nchecklist", "The time to answer is “4 h, ladder standard, calendar office” now, not “4 h, ladder standard”.")]
    [InlineData("  acceptance: { within: 4h, ladder: standard }", "  acceptance: { within: 4h, ladder: standard }\n  kickoff: { within: 3 business hours, ladder: standard }", "The time to kick off is “3 h of working time, ladder standard” now.")]
    [InlineData("step: More", "step: The rest", "New step: “The rest”.|No longer a step: “More”.|“Note”: it stands in the step “The rest” now.")]
    [InlineData(Last, "type: text }\n      - { id: risk, label: Risk, type: long-text, required: true, max-length: 300 }\ncriteria:", "New, and needed: “Risk” (a text, at most 300 characters).")]
    [InlineData("      - { id: seats, label: Seats, type: number }\n", "", "No longer asked: “Seats”.")]
    [InlineData("label: Seats, type: number", "label: People, type: number, required: true, min: 1, hint: Roughly", "“Seats”: it reads “People” now; it is needed now; its answer is a number, at least 1, not a number; its hint is “Roughly” now.")]
    [InlineData("options: [SMB, Enterprise] }", "options: [SMB, Enterprise, Partner] }", "“Segment”: its answer is one of: SMB, Enterprise, Partner, not one of: SMB, Enterprise.")]
    [InlineData("type: date }", "type: date, not-before: today, not-after: today+30d }", "“Start”: its answer is a date, not before the day itself, not after 30 days ahead, not a date.")]
    [InlineData("label: Scope, type: long-text, when: { field: segment, is: Enterprise } }", "label: Scope, type: long-text }", "“Scope”: it is always asked now.")]
    [InlineData("label: Trial, type: yes-no }", "label: Trial, type: yes-no, when: { field: segment, is: SMB } }", "“Trial”: it is asked, if Segment is SMB now.")]
    [InlineData("type: number }\n      - { id: trial, label: Trial, type: yes-no }", "type: number }", "No longer asked: “Trial”.")]
    [InlineData("[It can be done]", "[It can be done, We want to]", "New criterion: “We want to”.")]
    [InlineData("read-back: true\n", "", "No longer: the receiver says in a sentence what is needed next.")]
    [InlineData("read-back: true", "read-back: true\nnext-actions: true\nagreed: true", "New: at least one next action is planned before it is sent.|New: the leads agree to a change of this playbook before it counts.")]
    [InlineData("label: It is not clear }", "label: It is not clear }\n  - { id: wrong, label: Not ours }", "New reason to reject: “Not ours”.")]
    [InlineData("id: unclear,", "id: vague,", "“It is not clear” is counted as another reason than before.")]
    [InlineData("owner: olu@acme.example }", "to: sales, owner: olu@acme.example }", "New rule of routing: “if Segment is Enterprise, it goes to Sales and olu@acme.example is proposed”.|No longer a rule of routing: “if Segment is Enterprise, olu@acme.example is proposed”.")]
    public void Each_change_is_a_sentence(string from, string to, string says) => Assert.Equal(says.Split('|'), Words(Small.Changed(Small.Playbook, from, to)));

    [Theory]
    [InlineData("read-back: true", "read-back: yes   # the same")]
    [InlineData("criteria: [It can be done]", "criteria:\n  - It can be done")]
    public void What_only_reads_otherwise_in_the_file_is_none(string from, string to) => Assert.Empty(Words(Small.Changed(Small.Playbook, from, to)));

    [Fact]
    public void An_order_that_changed_is_one()
    {
        var fields = ("      - { id: seats, label: Seats, type: number }\n", "      - { id: trial, label: Trial, type: yes-no }\n");
        Assert.Equal(["What is asked stands in another order."], Words(Small.Changed(Small.Playbook, fields.Item1 + fields.Item2, fields.Item2 + fields.Item1)));
    }

    [Fact]
    public void Every_property_of_a_playbook_and_of_a_field_is_compared()
    {
        // Whoever adds one says here that its difference is told, or that nobody needs to agree to it.
        Assert.Equal(
            ["AgreedByLeads", "Agreement", "Checklist", "Clocks", "Criteria", "From", "Key", "Name", "NextActions", "Owner", "ReadBack", "Receivers", "RejectReasons", "Routing", "Starts", "Subject", "To", "Version"],
            typeof(Playbook).GetProperties().Select(one => one.Name).Order());
        Assert.Equal(["Hint", "Id", "Kind", "Label", "Required", "When"], typeof(Field).GetProperties().Select(one => one.Name).Order());
        Assert.Equal(["Acceptance", "Clarification", "DraftIdle", "Handover", "Kickoff", "Rework"], typeof(PlaybookClocks).GetProperties().Select(one => one.Name).Order());
    }

    private static IEnumerable<string> Words(string changed)
    {
        var (before, after) = (Small.Good(), Small.Good(playbook: changed));
        return PlaybookDifference.InWords(before.Playbooks.Values.Single(), after.Playbooks.Values.Single(), after.Organization);
    }
}
