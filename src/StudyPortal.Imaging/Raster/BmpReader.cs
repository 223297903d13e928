using System.Buffers.Binary;

namespace StudyPortal.Imaging.Raster;

/// <summary>Uncompressed Windows and OS/2 bitmaps of 1, 4, 8, 16, 24 and 32 bits; the image library that reads the other formats has none of them.</summary>
internal static class BmpReader
{
    private const int FileHeader = 14, CoreHeader = 12, InfoHeader = 40, Uncompressed = 0, BitFields = 3;

    private static readonly (uint Red, uint Green, uint Blue) FiveBits = (0x7C00, 0x03E0, 0x001F), EightBits = (0xFF0000, 0x00FF00, 0x0000FF);

    /// <exception cref="ImageFormatException">Cut short, damaged, compressed, or too large.</exception>
    public static RasterSamples Read(byte[] content)
    {
        var header = Header.Of(content);
        ImageLimits.Check(header.Width, header.Height, 1, 3);
        var stride = ((long)header.Width * header.Bits + 31) / 32 * 4;
        if (header.Pixels + stride * header.Height > content.Length)
            throw new ImageFormatException(ImageFault.CorruptImage, $"The bitmap is cut short: {header.Pixels + stride * header.Height} bytes expected, {content.Length} there.", offset: content.Length);
        return header.Bits <= 8 ? Indexed(content, header, (int)stride) : Direct(content, header, (int)stride);
    }

    private static RasterSamples Indexed(byte[] content, Header header, int stride)
    {
        var palette = Palette(content, header);
        var channels = palette.All(colour => colour.Red == colour.Green && colour.Green == colour.Blue) ? 1 : 3;
        var values = new byte[header.Width * header.Height * channels];
        var perByte = 8 / header.Bits;
        for (var row = 0; row < header.Height; row++)
            for (var column = 0; column < header.Width; column++)
            {
                var packed = content[header.Row(row, stride) + column / perByte];
                var index = packed >> (8 - header.Bits * (column % perByte + 1)) & ((1 << header.Bits) - 1);
                if (index >= palette.Length) throw new ImageFormatException(ImageFault.CorruptImage, $"A pixel takes colour {index} of a palette of {palette.Length}.");
                var at = (row * header.Width + column) * channels;
                values[at] = palette[index].Red;
                if (channels == 3) (values[at + 1], values[at + 2]) = (palette[index].Green, palette[index].Blue);
            }

        return new RasterSamples(header.Width, header.Height, channels, SampleType.EightBits, values);
    }

    private static (byte Red, byte Green, byte Blue)[] Palette(byte[] content, Header header)
    {
        var size = header.Length == CoreHeader ? 3 : 4;
        var start = FileHeader + header.Length;
        var colours = Math.Min(header.Colours, (Math.Min(header.Pixels, content.Length) - start) / size);
        if (colours <= 0) throw new ImageFormatException(ImageFault.CorruptImage, "The bitmap has no palette.", offset: start);
        return [.. Enumerable.Range(0, (int)colours).Select(index => (content[start + index * size + 2], content[start + index * size + 1], content[start + index * size]))];
    }

    private static RasterSamples Direct(byte[] content, Header header, int stride)
    {
        var values = new byte[header.Width * header.Height * 3];
        var size = header.Bits / 8;
        for (var row = 0; row < header.Height; row++)
            for (var column = 0; column < header.Width; column++)
            {
                var from = header.Row(row, stride) + column * size;
                var pixel = size switch { 2 => BinaryPrimitives.ReadUInt16LittleEndian(content.AsSpan(from)), 3 => (uint)(content[from] | content[from + 1] << 8 | content[from + 2] << 16), _ => BinaryPrimitives.ReadUInt32LittleEndian(content.AsSpan(from)) };
                var to = (row * header.Width + column) * 3;
                (values[to], values[to + 1], values[to + 2]) = (Part(pixel, header.Masks.Red), Part(pixel, header.Masks.Green), Part(pixel, header.Masks.Blue));
            }

        return new RasterSamples(header.Width, header.Height, 3, SampleType.EightBits, values);
    }

    /// <summary>The bits under the mask, brought to 0..255.</summary>
    private static byte Part(uint pixel, uint mask)
    {
        if (mask == 0) return 0;
        var shift = System.Numerics.BitOperations.TrailingZeroCount(mask);
        return (byte)(((ulong)((pixel & mask) >> shift) * 255 + (mask >> shift) / 2) / (mask >> shift));
    }

    private sealed record Header(int Length, int Width, int Height, bool IsTopDown, int Bits, long Pixels, long Colours, (uint Red, uint Green, uint Blue) Masks)
    {
        public static Header Of(byte[] content)
        {
            if (content.Length < FileHeader + CoreHeader) throw Damaged("The header is cut short.");
            var length = Int(content, FileHeader);
            if (length == CoreHeader) return Checked(length, UShort(content, 18), UShort(content, 20), UShort(content, 24), Uncompressed, 0, content);
            if (length is < InfoHeader or > 124 || content.Length < FileHeader + length) throw Damaged($"A header of {length} bytes; expected 12 or 40 to 124.");
            return Checked(length, Int(content, 18), Int(content, 22), UShort(content, 28), Int(content, 30), Int(content, 46), content);
        }

        public int Row(int row, int stride) => (int)Pixels + (IsTopDown ? row : Height - 1 - row) * stride;

        private static Header Checked(int length, int width, int height, int bits, int compression, int colours, byte[] content)
        {
            if (width <= 0 || height is 0 or int.MinValue || colours < 0) throw Damaged($"A size of {width} x {height}.");
            if (bits is not (1 or 4 or 8 or 16 or 24 or 32) || compression is not (Uncompressed or BitFields) || (compression == BitFields && bits < 16))
                throw new ImageFormatException(ImageFault.UnsupportedPixelFormat, $"A bitmap of {bits} bits with compression {compression}; uncompressed ones are read. Convert the image to PNG.");
            var pixels = BinaryPrimitives.ReadUInt32LittleEndian(content.AsSpan(10));
            if (pixels < FileHeader + length) throw Damaged($"The pixels begin at byte {pixels}, inside the header.");
            return new Header(length, width, Math.Abs(height), height < 0, bits, pixels, colours == 0 ? 1L << Math.Min(bits, 8) : colours, compression == BitFields ? Fields(content) : bits == 16 ? FiveBits : EightBits);
        }

        private static (uint Red, uint Green, uint Blue) Fields(byte[] content) => content.Length >= 66
            ? ((uint)Int(content, 54), (uint)Int(content, 58), (uint)Int(content, 62))
            : throw Damaged("The colour masks are cut short.");

        private static int Int(byte[] content, int at) => BinaryPrimitives.ReadInt32LittleEndian(content.AsSpan(at));

        private static int UShort(byte[] content, int at) => BinaryPrimitives.ReadUInt16LittleEndian(content.AsSpan(at));

        private static ImageFormatException Damaged(string detail) => new(ImageFault.CorruptImage, detail, offset: FileHeader);
    }
}
