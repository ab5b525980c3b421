using HandoffBot.Core.Playbooks;

namespace HandoffBot.Engine.Tests.Conversations;

/// <summary>The office's configuration: Sales sends to Onboarding; Onboarding sends to a team that is only in Microsoft Teams.</summary>
internal static class OfficeFiles
{
    public static readonly IReadOnlyList<ConfigurationFile> All =
    [
        new("organization.yml",
            """
            organization: Acme
            timezone: Europe/London
            currency: GBP
            admins: [root@acme.example]
            slack: { workspaces: [T0ACME] }
            ladders:
              standard:
                - { at: 50%, notify: [holder] }
                - { at: 100%, notify: [holder, channel] }
            teams:
              sales:
                name: Sales
                slack: { channel: C0SALES }
                lead: ana@acme.example
                members: [sam@acme.example, ana@acme.example]
              onboarding:
                name: Onboarding
                slack: { channel: C0ONB }
                lead: olu@acme.example
                members: [kim@acme.example, olu@acme.example]
                assign: round-robin
              delivery:
                name: Delivery
                msteams: { team: "19:delivery@thread.tacv2", channel: "19:intake@thread.tacv2" }
                lead: dee@acme.example
                members: [dee@acme.example]
              support:
                name: Support
                slack: { channel: C0SUP }
                members: [dee@acme.example]
            """),
        new("sales-to-onboarding.yml",
            """
            playbook: sales-to-onboarding
            name: Sales to Onboarding
            from: sales
            to: onboarding
            clocks:
              acceptance: { within: 4h, ladder: standard }
            checklist:
              - step: The deal
                fields:
                  - { id: client, label: Client, type: client, required: true }
                  - { id: segment, label: Segment, type: choice, required: true, options: [SMB, Enterprise] }
                  - { id: security, label: Security review agreed, type: yes-no, required: true, when: { field: segment, is: Enterprise } }
              - step: The work
                fields:
                  - { id: scope, label: What was sold, type: long-text, required: true, min-length: 10 }
                  - { id: seller, label: Who sold it, type: person }
            criteria:
              - The scope is something that we deliver today
            read-back: true
            reject-reasons:
              - { id: scope-unclear, label: Scope is unclear or missing }
              - { id: wrong-team, label: Not for this team }
            """),
        new("onboarding-to-delivery.yml",
            """
            playbook: onboarding-to-delivery
            name: Onboarding to Delivery
            from: onboarding
            to: delivery
            checklist:
              - step: The client
                fields:
                  - { id: client, label: Client, type: client, required: true }
            reject-reasons:
              - { id: not-ready, label: Not ready }
            """),
        new("onboarding-to-sales.yml",
            """
            playbook: onboarding-to-sales
            name: Back to Sales
            from: onboarding
            to: sales
            checklist:
              - step: The client
                fields:
                  - { id: client, label: Client, type: client, required: true }
            reject-reasons:
              - { id: not-ready, label: Not ready }
            """),
    ];
}
