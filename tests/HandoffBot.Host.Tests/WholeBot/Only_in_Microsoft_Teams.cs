namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>A team that works where the bot is not connected yet.</summary>
public sealed class Only_in_Microsoft_Teams
{
    public const string ToDelivery = """
        playbook: onboarding-to-delivery
        name: Onboarding to Delivery
        from: onboarding
        to: delivery
        owner: root@acme.example
        clocks:
          acceptance: { within: 4 business hours, ladder: standard }
        checklist:
          - step: The client
            fields:
              - { id: client, label: Client, type: client, required: true }
        criteria: [We know them]
        reject-reasons:
          - { id: wrong, label: Not for us }
        """;

    [Fact]
    public async Task Its_playbooks_say_so_when_they_are_started()
    {
        await using var office = await Office.OpenAsync(Office.Folder(Office.AcmeFolder, ("onboarding-to-delivery.yml", ToDelivery)), Outside.Acme);
        var kim = office.As("Kim").In(Acme.Onboarding);

        await kim.Types("/handoff new onboarding-to-delivery \"Bluebird Ltd\"");

        await kim.SeesNoForm();
        await kim.SeesPrivately("Delivery", "Microsoft Teams");
    }
}
