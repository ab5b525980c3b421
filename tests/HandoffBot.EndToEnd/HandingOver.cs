namespace HandoffBot.EndToEnd;

/// <summary>Fills the shipped checklist from Sales to Onboarding, screen by screen.</summary>
internal static class HandingOver
{
    private static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    /// <param name="seen">Looks at each screen before anything is filled in.</param>
    public static async Task HandsOverAsync(this Window window, string client, Func<Task>? seen = null)
    {
        await window.BecomesAsync("Sam Seller");
        await window.GoesToAsync("sales");
        await window.TypesAsync("/handoff new sales-to-onboarding");
        await window.SeesOnTheFormAsync("Step 1 of 4");
        await LooksAsync(seen);
        await FillsTheDealAsync(window, client);
        await FillsTheRestAsync(window, seen);
        await LooksAsync(seen);
        await window.PressesOnTheFormAsync("Submit");
        await window.FormIsGoneAsync();
    }

    /// <summary>The first screen, which is open.</summary>
    public static async Task FillsTheDealAsync(Window window, string client)
    {
        await window.ChoosesAsync("Client", client);
        await window.ChoosesAsync("Segment", "Mid-market");
        await window.FillsAsync("Contract value", "40,000");
        await window.PicksADateAsync("Signed on", Today.AddDays(-3));
        await window.GoesOnToAsync("Step 2 of 4");
    }

    /// <summary>From the second screen to the last, which is left open.</summary>
    public static async Task FillsTheRestAsync(Window window, Func<Task>? seen = null)
    {
        await LooksAsync(seen);
        await window.FillsAsync("What must be true in 90 days", "Tickets are answered within four hours");
        await window.TicksAsync("What did they buy?", "Core");
        await window.PicksADateAsync("Promised go-live", Today.AddDays(60));
        await window.SaysAsync("Is that date in the contract?", "No");
        await window.GoesOnToAsync("Step 3 of 4");

        await LooksAsync(seen);
        await window.FillsAsync("Who wanted this to happen?", "Jo Bird, head of support");
        await window.FillsAsync("Their e-mail", "jo@client.example");
        await window.ChoosesAsync("Who sold it and joins the kickoff?", "Sam Seller");
        await window.GoesOnToAsync("Step 4 of 4");

        await LooksAsync(seen);
        await window.SaysAsync("Was anything promised", "No");
        await window.GoesOnToAsync("Everything that is needed is there.");
    }

    /// <summary>Kim hands a client from Onboarding, which works in Slack, to Delivery, which works in Microsoft Teams.</summary>
    public static async Task HandsToDeliveryAsync(this Window window, string client)
    {
        await window.BecomesAsync("Kim Larsen");
        await window.GoesToAsync("onboarding");
        await window.TypesAsync("/handoff new onboarding-to-delivery");
        await window.SeesOnTheFormAsync("Step 1 of 4");
        await window.ChoosesAsync("Client *", client);
        await window.FillsAsync("How many people use it today?", "120");
        await window.ChoosesAsync("Where does the client stand?", "Live");
        await window.PicksADateAsync("Live since", Today.AddDays(-20));
        await window.GoesOnToAsync("Step 2 of 4");

        await window.FillsAsync("How is it set up?", "Two environments, a sandbox and production, both standard");
        await window.FillsAsync("Runbook", "https://wiki.northstar.example/runbook");
        await window.SaysAsync("Is anything held together by hand?", "No");
        await window.GoesOnToAsync("Step 3 of 4");

        await window.FillsAsync("Day-to-day contact", "jo@client.example");
        await window.ChoosesAsync("Support hours", "Office hours");
        await window.GoesOnToAsync("Step 4 of 4");

        await window.ChoosesAsync("Who set it up and can be asked?", "Kim Larsen");
        await window.ChoosesAsync("How happy are they?", "Content");
        await window.GoesOnToAsync("Add at least one: what, who and until when.");
        await window.PressesOnTheFormAsync("Add a next action");
        await window.SeesOnTheFormAsync("What is to be done next");
        await window.FillsAsync("What is to be done next", "Meet their operators");
        await window.PicksADateAsync("Until when", Today.AddDays(7));
        await window.PressesOnTheFormAsync("Save");
        await window.SeesOnTheFormAsync("Everything that is needed is there.");
        await window.PressesOnTheFormAsync("Submit");
        await window.FormIsGoneAsync();
    }

    private static Task LooksAsync(Func<Task>? seen) => seen?.Invoke() ?? Task.CompletedTask;
}
