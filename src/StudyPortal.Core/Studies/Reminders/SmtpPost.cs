using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace StudyPortal.Core.Studies.Reminders;

/// <summary>Hands letters to the mail server of the configuration, one connection each.</summary>
public sealed class SmtpPost(IOptions<SmtpSettings> options)
{
    private const int TimeoutMilliseconds = 20_000;

    public bool IsConfigured => options.Value.IsConfigured;

    /// <summary>Null when the server has taken the letter, else why it has not.</summary>
    internal async Task<string?> SendAsync(Letter letter, CancellationToken cancellationToken)
    {
        var smtp = options.Value;
        try
        {
            using var client = new SmtpClient { Timeout = TimeoutMilliseconds };
            await client.ConnectAsync(smtp.Host, smtp.Port, Security(smtp.Security), cancellationToken);
            if (smtp.User.Length > 0) await client.AuthenticateAsync(smtp.User, smtp.Password, cancellationToken);
            await client.SendAsync(Message(smtp, letter), cancellationToken);
            return null;
        }
        catch (Exception failure) when (IsOfTheServer(failure))
        {
            return $"The mail server {smtp.Host}:{smtp.Port} did not take the letter to {letter.Address}: {failure.Message.TrimEnd('.')}. It is tried again; check the section Smtp of the configuration.";
        }
    }

    private static MimeMessage Message(SmtpSettings smtp, Letter letter)
    {
        var message = new MimeMessage { Subject = letter.Subject, Body = new TextPart("plain") { Text = letter.Text } };
        message.From.Add(MailboxAddress.Parse(smtp.From));
        message.To.Add(new MailboxAddress(letter.DisplayName, letter.Address));
        return message;
    }

    private static SecureSocketOptions Security(SmtpSecurity security) => security switch
    {
        SmtpSecurity.None => SecureSocketOptions.None,
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.StartTls,
    };

    private static bool IsOfTheServer(Exception failure) => failure
        is CommandException or ProtocolException or AuthenticationException or SslHandshakeException
        or SocketException or IOException or TimeoutException or NotSupportedException or FormatException;
}
