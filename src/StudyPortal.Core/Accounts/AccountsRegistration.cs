using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

internal static class AccountsRegistration
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        // Before Identity's own validator, which would count UTF-16 units.
        services.AddScoped<IPasswordValidator<Account>, PasswordRules>();
        services.AddIdentityCore<Account>(Configure)
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<PortalDb>()
            .AddUserStore<AccountStore>()
            .AddUserManager<PortalUsers>()
            .AddErrorDescriber<AccountErrors>()
            .AddTokenProvider<AuthenticatorCodes>(TokenOptions.DefaultAuthenticatorProvider)
            .AddClaimsPrincipalFactory<AccountClaims>();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = AccountPassword.HashRounds);
        return services
            .AddSingleton<SeedRoles>()
            .AddSingleton<SeedDemoAccounts>()
            .AddSingleton<ListDemoAccounts>()
            .AddSingleton<ListAccounts>()
            .AddSingleton<DisableAccount>()
            .AddSingleton<InviteFirstAdmin>()
            .AddSingleton<InviteAccount>()
            .AddSingleton<ListInvitations>()
            .AddSingleton<ReadInvitation>()
            .AddSingleton<RevokeInvitation>()
            .AddSingleton<AcceptInvitation>()
            .AddSingleton<AdmitExternal>()
            .AddSingleton<EraseIdentity>()
            .AddSingleton<ExportPerson>()
            .AddSingleton<ForgetExpired>()
            .AddSingleton<ListReaders>()
            .AddSingleton<RememberLanguage>()
            .AddSessions()
            .AddSecondFactor()
            .AddPasswords();
    }

    private static IServiceCollection AddSessions(this IServiceCollection services) => services
        .AddSingleton<OpenSession>()
        .AddSingleton<CheckSession>()
        .AddSingleton<ListSessions>()
        .AddSingleton<EndSessions>()
        .AddSingleton<RecordSignInRefusal>();

    private static IServiceCollection AddSecondFactor(this IServiceCollection services) => services
        .AddSingleton<AuthenticatorKeys>()
        .AddSingleton<ProtectAuthenticatorKeys>()
        .AddSingleton<ReadSecondFactor>()
        .AddSingleton<BeginAuthenticator>()
        .AddSingleton<ConfirmAuthenticator>()
        .AddSingleton<RemoveAuthenticator>()
        .AddSingleton<MakeRecoveryCodes>()
        .AddSingleton<UseRecoveryCode>()
        .AddSingleton<AddPasskey>()
        .AddSingleton<RenamePasskey>()
        .AddSingleton<RemovePasskey>()
        .AddSingleton<RemoveSecondFactor>()
        .AddSingleton<ListSecondFactorRules>()
        .AddSingleton<SetSecondFactorRule>();

    private static IServiceCollection AddPasswords(this IServiceCollection services) => services
        .AddSingleton<ConfirmPassword>()
        .AddSingleton<ChangePassword>()
        .AddSingleton<MakePasswordLink>()
        .AddSingleton<ReadPasswordLink>()
        .AddSingleton<UsePasswordLink>();

    private static void Configure(IdentityOptions options)
    {
        options.User.RequireUniqueEmail = true;
        // The user name is the e-mail address, which may hold more than Identity's letters (o'neill@example.org); its form is checked as an address.
        options.User.AllowedUserNameCharacters = "";
        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
    }
}
