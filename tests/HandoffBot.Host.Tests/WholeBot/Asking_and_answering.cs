namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>What the receivers must know first, and whoever of the sending team knows it.</summary>
public abstract class Asking_and_answering(AcmeOffice acme)
{
    private readonly Office _office = acme.Office;

    [Fact]
    public async Task Questions_go_to_the_sender_anybody_of_the_team_answers_and_the_receivers_go_on()
    {
        var (sam, ana, kim, olu) = (_office.As("Sam"), _office.As("Ana"), _office.As("Kim"), _office.As("Olu"));
        var brief = await sam.HandsOver(_office, "Bluebird Ltd");

        // Asked, and asked again by a colleague, who is shown what is open already.
        await kim.In(Acme.Onboarding).Presses("Ask", "Bluebird Ltd");
        await kim.Submits();
        Assert.Contains("Write what you need to know.", kim.Form.ErrorBeside("Question 1"), StringComparison.Ordinal);
        await kim.Fills("Question 1", "How many seats, and <!channel> *for whom*?");
        await kim.Fills("Question 1: which answers is it about?", "What was sold");
        await kim.Submits();
        await kim.SeesNoForm();
        await olu.In(Acme.Onboarding).Sees("Bluebird Ltd", "Waiting for Sales to answer", "[Ask]");
        await olu.Presses("Ask", "Bluebird Ltd");
        await olu.SeesForm("How many seats");
        await olu.Fills("Question 1", "Who is our contact?");
        await olu.PressesInForm("One more question");
        await olu.SeesForm("Question 2");
        await olu.Fills("Question 2", "When do they want to start?");
        await olu.Fills("Question 2: who has to find out?", "We wait for the client");
        await olu.Submits();
        await olu.SeesNoForm();

        // Whose turn it is stands on both sides, in the thread and in the sender's chat.
        await sam.InDirect().Sees("asked 3 questions about", "Bluebird Ltd", "answer due", "[Answer]");
        await sam.Sees("Waiting for Sales to answer 3 questions", "Reply due", "How many seats", "[Answer]", "[Withdraw]");
        var clarified = await kim.In(Acme.Onboarding).Sees("Waiting for Sales to answer 3 questions", "Reply due", "waits for the client", "[Ask]");
        Assert.Equal(brief.Id, clarified.Id);
        var inThread = await kim.SeesInThread(brief.Id, "Kim and Olu asked Sam (Sales) 3 questions about", "[Answer]");
        var inChat = await sam.InDirect().Sees("Kim and Olu (Onboarding) asked 3 questions about", "[Answer]");
        await kim.In(Acme.Onboarding).Presses("Answer", "asked Sam (Sales) 3 questions", brief.Id);
        await kim.SeesPrivately("Only Sales can answer the questions about");

        // Two of them are answered, one with what was sold; what is left is up to the client.
        await sam.InDirect().Presses("Answer", "asked 3 questions about");
        await sam.SeesForm("How many seats", "Who is our contact?", "When do they want to start?");
        await sam.Fills("What was sold", "Eighty seats of the help desk: sixty agents, twenty light users");
        await sam.Fills("Your answer to question 2", "Jo, their head of support");
        await sam.Submits();
        await sam.SeesForm("1 question about", "is still open", "[Answer]");
        await sam.Closes();
        await kim.In(Acme.Onboarding).Sees("Waiting for the client's answer to a question", "Up to the client since", "Eighty seats", "Jo, their head of support");
        await kim.SeesInThread(brief.Id, "Kim and Olu asked Sam (Sales) 3 questions about", "1 still open", "Jo, their head of support", "[Answer]");

        // A colleague says what the client said: the receivers are told, and go on.
        await ana.In(Acme.Sales).Types($"/handoff show {brief.Text.Split(' ')[0]}");
        await ana.Presses("Answer", "Bluebird Ltd");
        await ana.Fills("Your answer", "In May");
        await ana.Submits();
        await ana.SeesNoForm();
        await sam.InDirect().Sees("Ana (Sales) answered what Onboarding asked about", "Bluebird Ltd");
        await sam.Sees("Waiting for Onboarding's answer", "Answer due", "Waited for the client", "[Withdraw]");
        var told = await kim.In(Acme.Onboarding).Sees("Ana (Sales) answered your 3 questions about", "waits for you again", "Changed what the question is about.", "In May");
        Assert.True(told.IsBroadcast, told.Text);

        // The messages that asked say who answered what, and offer nothing that is over; a click on how they were is told the same.
        foreach (var over in new[]
        {
            await kim.SeesInThread(brief.Id, "Kim and Olu asked Sam (Sales) 3 questions about", "Sam and Ana (Sales) answered them", "In May", "[Details]"),
            await sam.InDirect().Sees("Kim and Olu asked 3 questions about", "Sam and Ana (Sales) answered them", "In May", "[Details]"),
        })
        {
            Assert.Contains(over.Id, new[] { inThread.Id, inChat.Id });
            Assert.False(over.Says("[Answer]"), over.Text);
        }

        await sam.PressesOnAsItWas(inChat, "Answer");
        await sam.SeesPrivately("were already answered by Ana");

        await kim.In(Acme.Onboarding).Presses("Details", "Waiting for Onboarding's answer");
        await kim.SeesForm("From now on it was up to the client", "It was no longer up to the client", "answered questions 1 and 2, and changed “What was sold”");
        await kim.Closes();
        await kim.Accepts("Bluebird Ltd");
        await sam.InDirect().Sees("Bluebird Ltd", "Accepted by Kim");
    }

    public sealed class In_Slack(AcmeOffice.InSlack acme) : Asking_and_answering(acme), IClassFixture<AcmeOffice.InSlack>;

    public sealed class In_Microsoft_Teams(AcmeOffice.InMicrosoftTeams acme) : Asking_and_answering(acme), IClassFixture<AcmeOffice.InMicrosoftTeams>;

    public sealed class From_Slack_to_Microsoft_Teams(AcmeOffice.FromSlackToMicrosoftTeams acme)
        : Asking_and_answering(acme), IClassFixture<AcmeOffice.FromSlackToMicrosoftTeams>;

    public sealed class From_Microsoft_Teams_to_Slack(AcmeOffice.FromMicrosoftTeamsToSlack acme)
        : Asking_and_answering(acme), IClassFixture<AcmeOffice.FromMicrosoftTeamsToSlack>;
}
