using QRCoder;

namespace StudyPortal.Web.Features.Accounts;

internal static class QrPicture
{
    private const int PixelsPerModule = 4;

    /// <summary>An SVG, dark on light in either theme, as cameras want it.</summary>
    public static string Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(data);
        return picture.GetGraphic(PixelsPerModule, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }
}
